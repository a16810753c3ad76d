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

function statusText({ host, guests, pools }: HostStatus): string {
  const names = guests.map(({ name, protection, keyId }) => `${name} (${protection}${keyId === undefined ? '' : ` ${keyId}`})`);
  const used = pools.map(({ pool, current, capacity }) => `${pool} ${current}/${capacity}`);
  return `${host}: ${[...used, names.length === 0 ? 'no guests' : names.join(' ')].join(', ')}`;
}
