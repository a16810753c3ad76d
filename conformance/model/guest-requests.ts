import type { JsonObject } from '../../sim/core/json.js';
import { gateIsOpen, sevGate } from './cluster-config.js';
import { isObject, listOf, member, textOf } from './json-member.js';
import type { Vmi } from './vmi.js';

/** A rule a request about a guest can break. */
export type RequestRule =
  | 'gate'
  | 'session-is-complete'
  | 'secret-is-complete'
  | 'needs-node'
  | 'needs-scheduled'
  | 'needs-running'
  | 'attestation-asked'
  | 'session-once'
  | 'needs-pause'
  | 'state';

/** How a request must be refused. */
export interface ExpectedRefusal {
  readonly rule: RequestRule;
  /** Undefined where no handler says it: what is refused behind the API server comes back in its own way. */
  readonly httpCode: number | undefined;
  /** The end of the message: what comes before it names the guest. */
  readonly text: string;
}

/** A request, and the guest as its user saw it before. */
export interface GuestRequest {
  readonly request: string;
  readonly body: JsonObject | undefined;
  readonly vmi: Vmi;
  readonly status: JsonObject | undefined;
  readonly config: JsonObject;
}

/** Does a request of this name exist? */
export function isKnownRequest(request: string): boolean {
  return rules.has(request) || otherRequests.has(request);
}

/** Requests whose rules depend on more than the guest's state. */
const otherRequests: ReadonlySet<string> = new Set([
  'restart',
  'addvolume',
  'removevolume',
  'memory-hotplug',
  'cpu-hotplug',
  'eviction',
  'workload-update',
]);

/**
 * The first rule the request breaks, in the order in which KubeVirt's handlers look: cluster, body, guest. Undefined when it must be
 * granted, and for requests the model does not know.
 * Source: KubeVirt v1.9 `pkg/virt-api/rest/{sev,lifecycle}.go`, `pkg/virt-launcher/virtwrap/manager.go` (InjectLaunchSecret).
 */
export function expectedRefusal(asked: GuestRequest): ExpectedRefusal | undefined {
  for (const check of rules.get(asked.request) ?? []) {
    const expected = check(asked);
    if (expected !== undefined) return expected;
  }
  return undefined;
}

/** Answers how the request is refused, or undefined when it keeps the rule. */
type Check = (asked: GuestRequest) => ExpectedRefusal | undefined;

const noSession = 'Request with no body: SEV session parameters are required';
const noSecret = 'Request with no body: SEV secret parameters are required';

const gate: Check = ({ config }) =>
  gateIsOpen(config, sevGate) ? undefined : refusal('gate', 400, `'${sevGate}' feature gate is not enabled`);

const attestationAsked: Check = ({ vmi }) =>
  (vmi.protection === 'sev' || vmi.protection === 'sev-es') && vmi.attestation
    ? undefined
    : refusal('attestation-asked', 409, 'Attestation not requested for VMI');

const sessionOnce: Check = ({ vmi }) => (vmi.session ? refusal('session-once', 409, 'Session already defined') : undefined);

const running = inPhase('needs-running', ['Running'], 'VMI is not running');
const machineRunning = inPhase('state', ['Running'], 'VM is not running');

const rules: ReadonlyMap<string, readonly Check[]> = new Map([
  [
    'sev/fetchcertchain',
    [gate, inPhase('needs-node', ['Scheduled', 'Running'], 'VMI is not assigned to a node yet'), attestationAsked],
  ],
  [
    'sev/setupsession',
    [
      gate,
      body('session-is-complete', noSession),
      field('session-is-complete', 'session', 'Session blob is required', 400),
      field('session-is-complete', 'dhCert', 'DH cert is required', 400),
      inPhase('needs-scheduled', ['Scheduled'], 'VMI is not in Scheduled phase'),
      attestationAsked,
      sessionOnce,
    ],
  ],
  ['sev/querylaunchmeasurement', [gate, running, attestationAsked, paused('needs-pause', true, 'VMI is not paused')]],
  [
    'sev/injectlaunchsecret',
    [
      gate,
      body('secret-is-complete', noSecret),
      running,
      attestationAsked,
      paused('needs-pause', true, 'VMI is not paused'),
      field('secret-is-complete', 'header', 'Header is required'),
      field('secret-is-complete', 'secret', 'Secret is required'),
    ],
  ],
  ['pause', [machineRunning, paused('state', false, 'VMI is already paused')]],
  ['unpause', [inPhase('state', ['Running'], 'VMI is not running'), paused('state', true, 'VMI is not paused')]],
  ['softreboot', [machineRunning, paused('state', false, 'VMI is paused')]],
]);

function body(rule: RequestRule, text: string): Check {
  return (asked) => (asked.body === undefined ? refusal(rule, 400, text) : undefined);
}

function field(rule: RequestRule, name: string, text: string, httpCode?: number): Check {
  return (asked) => (textOf(member(asked.body, name)) ? undefined : refusal(rule, httpCode, text));
}

function inPhase(rule: RequestRule, phases: readonly string[], text: string): Check {
  return ({ status }) => (phases.includes(textOf(member(status, 'phase')) ?? '') ? undefined : refusal(rule, 409, text));
}

function paused(rule: RequestRule, wanted: boolean, text: string): Check {
  return ({ status }) => {
    const is = listOf(member(status, 'conditions')).some((condition) => isObject(condition) && condition.type === 'Paused');
    return is === wanted ? undefined : refusal(rule, 409, text);
  };
}

function refusal(rule: RequestRule, httpCode: number | undefined, text: string): ExpectedRefusal {
  return { rule, httpCode, text };
}
