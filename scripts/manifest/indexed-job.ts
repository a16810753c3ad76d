import type { JsonObject } from '../../sim/core/json.js';

/** What a job of the gate is made of. */
export interface IndexedJobOptions {
  readonly name: string;
  readonly namespace: string;
  /** Image with Node and fauxmetal in it. */
  readonly image: string;
  /** Number of parts the run is cut into, one a pod. */
  readonly shards: number;
  /** Pods that run at the same time. */
  readonly parallelism: number;
  /** Claim of the volume the parts write their folders to. */
  readonly claim: string;
  /** Flags of `fauxmetal run`, the same for all parts. */
  readonly flags: readonly string[];
}

/**
 * A Kubernetes Indexed Job that runs `fauxmetal run` in parts. A pod that is evicted goes on where it stopped; a verdict, good or bad,
 * is final for its part (exit codes 1 and 3); a wrong flag or a defect of fauxmetal ends the job (2 and 4).
 * Source: Kubernetes documentation, "Jobs", sections "Completion mode", "Backoff limit per index" and "Pod failure policy" (1.31, stable).
 */
export function indexedJob({ name, namespace, image, shards, parallelism, claim, flags }: IndexedJobOptions): JsonObject {
  const command = ['fauxmetal', 'run', ...flags, '--shards', String(shards)];
  const folder = ['--out', '/reports/part-$(JOB_COMPLETION_INDEX)', '--resume'];
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, namespace },
    spec: {
      completionMode: 'Indexed',
      completions: shards,
      parallelism,
      backoffLimitPerIndex: 2,
      maxFailedIndexes: shards,
      podFailurePolicy: {
        rules: [
          { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
          { action: 'FailIndex', onExitCodes: { containerName: 'fauxmetal', operator: 'In', values: [1, 3] } },
          { action: 'FailJob', onExitCodes: { containerName: 'fauxmetal', operator: 'In', values: [2, 4] } },
        ],
      },
      template: {
        spec: {
          restartPolicy: 'Never',
          containers: [
            {
              name: 'fauxmetal',
              image,
              command: [...command, ...folder],
              resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { memory: '2Gi' } },
              volumeMounts: [{ name: 'reports', mountPath: '/reports' }],
            },
          ],
          volumes: [{ name: 'reports', persistentVolumeClaim: { claimName: claim } }],
        },
      },
    },
  };
}
