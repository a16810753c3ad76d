import type { JsonObject } from '../../../sim/core/json.js';

/** The pod of the guide that asks for a key. */
export const podSnp: JsonObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'pod-snp', namespace: 'default' },
  spec: {
    runtimeClassName: 'kata-qemu-snp',
    restartPolicy: 'Always',
    containers: [
      {
        name: 'cc-snp',
        image: 'storytel/alpine-bash-curl:latest',
        imagePullPolicy: 'Always',
        command: ['sh', '-c', 'curl http://127.0.0.1:8006/cdh/resource/default/key/key2; sleep 100\n'],
      },
    ],
  },
};

/** What the Deployment of the guide makes: one pod. Its annotations are read by nobody. */
export const unencryptedPod: JsonObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'confidential-unencrypted-6bd4b8cd4-x2lqz',
    namespace: 'default',
    labels: { app: 'confidential-unencrypted' },
    annotations: {
      'io.containerd.cri.runtime-handler': 'kata-qemu-snp',
      'io.katacontainers.config.pre_attestation.enabled': 'false',
    },
  },
  spec: {
    runtimeClassName: 'kata-qemu-snp',
    containers: [
      {
        name: 'confidential-unencrypted',
        image: 'ghcr.io/kata-containers/test-images:unencrypted-nightly',
        imagePullPolicy: 'Always',
      },
    ],
  },
};
