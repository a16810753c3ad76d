import type { Answer, HostStatus } from './carry-out.js';
import { instructionForms } from './instruction.js';

/** An answer as one line of text, without line feed. */
export function answerText(answer: Answer): string {
  return oneLine(sentence(answer));
}

/** What QEMU said can have several lines. */
function oneLine(text: string): string {
  return text.replace(/\n/g, ' | ');
}

function sentence(answer: Answer): string {
  if ('problem' in answer) return `not done: ${answer.problem}`;
  switch (answer.do) {
    case 'start':
      return answer.ok ? started(answer) : `${answer.host}: ${answer.guest || 'the domain'} not started: ${answer.error.message}`;
    case 'stop':
      return `${answer.host}: ${answer.ok ? `${answer.guest} stopped` : `${answer.guest} not stopped: ${answer.error.message}`}`;
    case 'reboot':
      return `${answer.host}: rebooted${answer.died.length === 0 ? '' : `; died: ${answer.died.join(', ')}`}`;
    case 'quote-service':
      return `${answer.host}: of the quote generation service there is ${answer.left === 'nothing' ? 'nothing' : `its ${answer.left}`}`;
    case 'allocate':
      return `${answer.host}: ${answer.pod} ${answer.admitted ? admitted(answer) : `not admitted: ${answer.reason}: ${answer.message}`}`;
    case 'free':
      return `${answer.host}: ${answer.pod} holds no devices any more`;
    case 'restart-kubelet':
      return `${answer.host}: kubelet restarted; plugins have to register again`;
    case 'devices':
      return `${answer.host}: ${resourcesText(answer)}`;
    case 'status':
      return answer.hosts.map(statusText).join('; ');
    case 'help':
      return instructionForms.join('; ');
    case 'quit':
      return 'no longer serving';
  }
}

function started({ host, guest, protection, keyId }: Extract<Answer, { readonly do: 'start'; readonly ok: true }>): string {
  return `${host}: ${guest} started (${protection}${keyId === undefined ? '' : `, key ID ${keyId}`})`;
}

function admitted({ containers, ignored }: Extract<Answer, { readonly do: 'allocate'; readonly ok: true }>): string {
  const given = Object.entries(containers).map(([resource, { devices }]) => `${resource} ${devices.join(' ')}`);
  const unknown = ignored.length === 0 ? [] : [`no plugin announced ${ignored.join(' ')}`];
  return `admitted: ${[given.length === 0 ? 'no devices' : given.join(', '), ...unknown].join('; ')}`;
}

/** `resource allocated/allocatable`, and the capacity where not all of it can be allocated. */
function resourcesText({ resources, pods }: Extract<Answer, { readonly do: 'devices' | 'restart-kubelet' }>): string {
  const states = resources.map(({ resource, capacity, allocatable, allocated }) => {
    const all = capacity === allocatable ? '' : ` of ${capacity}`;
    return `${resource} ${allocated}/${allocatable}${all}`;
  });
  const names = pods.map(({ pod }) => pod);
  return [...(states.length === 0 ? ['no resources'] : states), names.length === 0 ? 'no pods' : names.join(' ')].join(', ');
}

function statusText({ host, guests, pools }: HostStatus): string {
  const names = guests.map(({ name, protection, keyId }) => `${name} (${protection}${keyId === undefined ? '' : ` ${keyId}`})`);
  const used = pools.map(({ pool, current, capacity }) => `${pool} ${current}/${capacity}`);
  return `${host}: ${[...used, names.length === 0 ? 'no guests' : names.join(' ')].join(', ')}`;
}
