import { expect, it } from 'vitest';
import { novaKit as kit } from '../../conformance/subjects/nova.js';
import { plainPalette } from '../../reports/index.js';
import { type Case, caseFormat } from '../../sim/contracts/commands.js';
import { explainCase } from './explain-case.js';
import { explanationText } from './explanation-text.js';

const theCase: Case = {
  format: caseFormat,
  stack: 'nova',
  config: kit.config,
  hosts: [{ name: 'h0', machine: 'genoa', settings: { 'min-sev-asid': 100 } }],
  commands: [
    { do: 'create', guest: 'g0', spec: { ...kit.plainGuest, protection: 'snp' } },
    { do: 'label', host: 'h0' },
  ],
};

function told(changed: Case): string {
  return explanationText(explainCase(changed, { kit, quirks: [] }), { width: 120, palette: plainPalette, everything: true });
}

it('a server is followed from the providers of its host to what it takes of them', () => {
  const text = told(theCase);
  expect(text).toMatch(/^ {2}h0_amd_sev_snp of h0 {2}99 MEM_ENCRYPTION_CONTEXT\n {4}HW_CPU_X86_AMD_SEV_SNP, OWNER_NOVA$/m);
  expect(text).toMatch(/^ {2}takes .*\n( {11}.*\n)*.* 1 h0_amd_sev_snp:MEM_ENCRYPTION_CONTEXT$/m);
  expect(text).toContain('g0: ACTIVE on h0, it runs');
  expect(text).not.toContain('because of');
});

it('what goes back to a fault that struck, or to an earlier command, says so', () => {
  const struck = told({ ...theCase, faults: [{ fault: 'host-reboot', host: 'h0', from: 1, to: 2, chance: 256 }] });
  expect(struck).toContain('  because of host-reboot strikes h0\n');
  expect(told({ ...theCase, interleaving: [1] })).toContain('  because of command 0, create g0 snp');
});
