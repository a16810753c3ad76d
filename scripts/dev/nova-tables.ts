import type { JsonObject } from '../../sim/core/json.js';
import { detectionTruthTable } from '../../sim/stacks/nova/detect/truth-table.js';
import { requestDecisionTable } from '../../sim/stacks/nova/request/decision-table.js';
import { markdownTable } from './markdown-table.js';

/** Where the page is, from the root of the repository. */
export const novaTablesPath = 'sim/stacks/nova/DECISIONS.md';

/** The page that says what Nova makes of a host, and of a request. Every row is worked out by the reference itself. */
export function novaTables(): string {
  return [introduction, '## What a host is good for\n', detection(), '## What becomes of a request\n', requests()].join('\n');
}

const introduction = `# What the Nova reference decides

Made from the code by \`scripts/dev/update-nova-tables.ts\`.

The first table is a host with x86_64, QEMU 10 and domain capabilities for 100 guests without and 15 with encrypted state: what the kernel's
parameters \`sev\`, \`sev_es\` and \`sev_snp\` and libvirt's launch-security types make of it, and the resource providers that follow. The
second is the API's answer to flavors and images, in the order of the checks; what is not named is as in an ordinary request.
`;

function detection(): string {
  const rows = detectionTruthTable().map(({ sev, sevEs, sevSnp, snpType, supported, units }) => [
    ...[sev, sevEs, sevSnp].map((on) => (on ? 'Y' : 'N')),
    snpType ? 'yes' : 'no',
    supported.join(', ') || 'none',
    Object.entries(units)
      .map(([model, total]) => `${model} ${total}`)
      .join(', ') || 'none',
  ]);
  return markdownTable(['sev', 'sev_es', 'sev_snp', 'libvirt has sev-snp', 'models', 'contexts'], rows);
}

function requests(): string {
  const rows = requestDecisionTable().map(({ extraSpecs, properties, model, refusal }) => [
    written(extraSpecs),
    written(properties),
    refusal === undefined ? `${model}` : `${refusal.httpCode} ${refusal.type}: ${refusal.message}`,
  ]);
  return markdownTable(['flavor', 'image', 'answer'], rows);
}

function written(members: JsonObject): string {
  const words = Object.entries(members).map(([name, value]) => `${name}=${String(value)}`);
  return words.length === 0 ? '-' : words.join(' ');
}
