import type { RunDecision } from '../../../contracts/subject.js';
import { granted, noSuchMachine } from './decision.js';
import { belongsToMachine } from './owner.js';
import {
  type Asked,
  attestationIsRequested,
  hasBody,
  hasNot,
  hasObject,
  hasText,
  hearsAcpi,
  isIn,
  isPaused,
  type Rule,
  sessionIsOpen,
  sevGate,
  standsStill,
  survivesProbes,
} from './rules.js';
import { certificates, injection, measurement, session } from './sev-requests.js';
import { pausing } from './status.js';
import { addition, removal, volumeCanBeAdded, volumeCanBeRemoved } from './volumes.js';

/**
 * Something one can ask about an instance below
 * `/apis/subresources.kubevirt.io/v1/namespaces/<ns>/<resource>/<name>/`. The caller needs `get` for a GET and `update` for a PUT on
 * `<resource>/<subresource>`, as it stands in the path.
 */
export interface Subresource {
  readonly resource: 'virtualmachineinstances' | 'virtualmachines';
  readonly method: 'GET' | 'PUT';
  /** Looked at in this order. */
  readonly rules: readonly Rule[];
  /** What is done when all of them hold. */
  readonly answer: (asked: Asked) => RunDecision;
}

const instances = { resource: 'virtualmachineinstances' } as const;
const runs = isIn(['Running'], 'VMI is not running');
/** The same, as the handlers say it that once belonged to machines. */
const machineRuns = isIn(['Running'], 'VM is not running');

const nameExpected = hasBody('Request with no body, a new name is expected as the request body');

/** The machine stops its instance and starts another, which takes its place in the queue. */
function restart({ status }: Asked): RunDecision {
  const stateChangeRequests = [{ action: 'Stop' }, { action: 'Start' }] as const;
  return granted({ ...status, stateChangeRequests }, status.nodeName === undefined ? 'nothing' : 'stop', 202);
}

/** All of them, by name. Source: KubeVirt v1.9 `pkg/virt-api/api.go`, `pkg/virt-api/rest/{sev,lifecycle,volumes}.go`. */
export const subresources: ReadonlyMap<string, Subresource> = new Map<string, Subresource>([
  [
    'sev/fetchcertchain',
    {
      ...instances,
      method: 'GET',
      rules: [sevGate, isIn(['Scheduled', 'Running'], 'VMI is not assigned to a node yet'), attestationIsRequested],
      answer: certificates,
    },
  ],
  [
    'sev/setupsession',
    {
      ...instances,
      method: 'PUT',
      rules: [
        sevGate,
        hasBody('Request with no body: SEV session parameters are required'),
        hasText('session', 'Session blob is required'),
        hasText('dhCert', 'DH cert is required'),
        isIn(['Scheduled'], 'VMI is not in Scheduled phase'),
        attestationIsRequested,
        sessionIsOpen,
      ],
      answer: session,
    },
  ],
  [
    'sev/querylaunchmeasurement',
    { ...instances, method: 'GET', rules: [sevGate, runs, attestationIsRequested, standsStill], answer: measurement },
  ],
  [
    'sev/injectlaunchsecret',
    {
      ...instances,
      method: 'PUT',
      rules: [
        sevGate,
        hasBody('Request with no body: SEV secret parameters are required'),
        runs,
        attestationIsRequested,
        standsStill,
        hasText('header', 'Header is required'),
        hasText('secret', 'Secret is required'),
      ],
      answer: injection,
    },
  ],
  [
    'pause',
    {
      ...instances,
      method: 'PUT',
      rules: [machineRuns, survivesProbes, hasNot('Paused', 'VMI is already paused')],
      answer: ({ status }) => granted(pausing(status, true), 'pause', 200),
    },
  ],
  [
    'unpause',
    {
      ...instances,
      method: 'PUT',
      rules: [runs, isPaused],
      answer: ({ status }) => granted(pausing(status, false), 'resume', 200),
    },
  ],
  [
    'softreboot',
    {
      ...instances,
      method: 'PUT',
      rules: [machineRuns, hasNot('Paused', 'VMI is paused'), hearsAcpi],
      answer: ({ status }) => granted(status, 'nothing', 200),
    },
  ],
  [
    'restart',
    {
      resource: 'virtualmachines',
      method: 'PUT',
      rules: [{ holds: ({ vmi }) => belongsToMachine(vmi), refusal: ({ vmi }) => noSuchMachine(vmi.metadata.name) }],
      answer: restart,
    },
  ],
  [
    'addvolume',
    {
      ...instances,
      method: 'PUT',
      rules: [
        nameExpected,
        hasText('name', 'AddVolumeOptions requires name to be set'),
        hasObject('disk', 'AddVolumeOptions requires disk to not be nil'),
        hasObject('volumeSource', 'AddVolumeOptions requires VolumeSource to not be nil'),
        runs,
        volumeCanBeAdded,
      ],
      answer: addition,
    },
  ],
  [
    'removevolume',
    {
      ...instances,
      method: 'PUT',
      rules: [nameExpected, hasText('name', 'RemoveVolumeOptions requires name to be set'), runs, volumeCanBeRemoved],
      answer: removal,
    },
  ],
]);
