import type { Happening, RunDecision } from '../../../contracts/subject.js';
import { denied } from './decision.js';
import { evictionAnswer } from './eviction.js';
import { cpuHotplugAnswer, memoryHotplugAnswer } from './hotplug.js';
import type { Asked } from './rules.js';
import type { Situation } from './situation.js';
import { type Subresource, subresources } from './subresources.js';
import { workloadUpdateAnswer } from './workload-update.js';

/**
 * Answers what somebody asks the API about a guest. The name of a request is that of the subresource, as it stands at the end of the
 * path; the last ones stand for what is not a subresource. Anything else is not found.
 *
 * | request | body | asks for |
 * |---|---|---|
 * | `sev/fetchcertchain` | | the platform's certificates, which the session is made with |
 * | `sev/setupsession` | `{ session, dhCert }` | a held guest to be launched with this session |
 * | `sev/querylaunchmeasurement` | | what was measured, while the guest stands still |
 * | `sev/injectlaunchsecret` | `{ header, secret }` | a secret to be put into the measured guest |
 * | `pause`, `unpause` | | the CPUs to stop, to go on |
 * | `softreboot` | | the guest's own system to reboot |
 * | `restart` | | the machine's instance to be made anew |
 * | `addvolume` | `{ name, disk, volumeSource }` | a volume to be plugged in |
 * | `removevolume` | `{ name }` | a plugged-in volume to be taken away |
 * | `memory-hotplug` | `{ guest: '2Gi', maxGuest: '4Gi' }` | an edit of the machine's memory to take effect at once |
 * | `cpu-hotplug` | `{ sockets: 2 }` | an edit of the machine's CPU sockets to take effect at once |
 * | `eviction` | a `policy/v1` Eviction | what the command `evict` asks for, with a body of the caller's choice |
 * | `workload-update` | `{ methods: ['LiveMigrate', 'Evict'] }` | an outdated launcher to be replaced in one of these ways |
 *
 * Source: KubeVirt v1.9 `pkg/virt-api/api.go`, `pkg/virt-api/rest`; of the last ones `pkg/virt-controller/watch`.
 */
export function requestAnswer(situation: Situation, { request, body, hypervisor }: Request): RunDecision {
  const { vmi, status, config, choices } = situation;
  const asked: Asked = { vmi, status, config, choices, body, hypervisor };
  const subresource = subresources.get(request);
  if (subresource !== undefined) return reviewed(answered(subresource, asked), request, subresource, situation);
  switch (request) {
    case 'memory-hotplug':
      return memoryHotplugAnswer(asked);
    case 'cpu-hotplug':
      return cpuHotplugAnswer(asked);
    case 'eviction':
      return evictionAnswer(situation, body);
    case 'workload-update':
      return workloadUpdateAnswer(asked);
    default:
      return denied(status, { httpCode: 404, message: 'the server could not find the requested resource' });
  }
}

type Request = Extract<Happening, { what: 'request' }>;

/** Rules are looked at in order, and the first broken one is told. */
function answered({ method, rules, answer }: Subresource, asked: Asked): RunDecision {
  const broken = rules.find(({ holds }) => !holds(asked));
  if (broken === undefined) return answer(asked);
  const refusal = broken.refusal(asked);
  if (method === 'PUT' || refusal.httpCode !== 409) return denied(asked.status, refusal);
  return denied(asked.status, { ...refusal, httpCode: asked.choices.codeOfGetConflict });
}

/** Before anything else the cluster is asked whether the caller may do this at all. */
function reviewed(
  decision: RunDecision,
  request: string,
  { method, resource }: Subresource,
  { choices }: Situation,
): RunDecision {
  const { answer } = decision;
  if (answer === undefined) return decision;
  const subresource = choices.reviewsWholeSubresource ? request : (request.split('/')[0] ?? '');
  const verb = method === 'GET' ? 'get' : 'update';
  return { ...decision, answer: { ...answer, reviewed: { verb, resource, subresource } } };
}
