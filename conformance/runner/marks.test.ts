import { expect, it } from 'vitest';
import { type Case, type Command, caseFormat } from '../../sim/contracts/commands.js';
import { kubevirtKit as kit, kubevirtKit } from '../subjects/kubevirt.js';
import { judgeCase } from './judge-case.js';
import { markCatalogue, marksOf } from './marks.js';
import { planMachine } from './plan-machine.js';

const catalogue = markCatalogue([planMachine('genoa')], kubevirtKit);

function marks(...commands: readonly Command[]): readonly (string | undefined)[] {
  const hosts = [{ name: 'h0', machine: 'genoa', settings: { 'min-sev-asid': 4 } }];
  const theCase: Case = { format: caseFormat, stack: 'kubevirt', config: kit.config, hosts, commands };
  const { evidence } = judgeCase(theCase, { kit, subject: kit.subject([]) });
  return marksOf(evidence, catalogue).map((position) => catalogue.records[position]?.id);
}

it('the last key, and only the last key, is a mark of its own', () => {
  const fill = (beyond: number): Command => ({ do: 'fill', host: 'h0', protection: 'snp', beyond });
  expect(marks(fill(-1))).not.toContain('start/last-key/snp');
  expect(marks(fill(0))).toContain('start/last-key/snp');
});

it('what happens before the first command is no mark', () => {
  expect(marks()).toEqual([]);
  expect(marks({ do: 'reboot', host: 'h0' })).toEqual(['label/again', 'boot/again', 'label/agent-started']);
});

it('no mark is declared twice', () => {
  const { records } = markCatalogue(['genoa', 'turin', 'emerald-rapids'].map(planMachine), kubevirtKit);
  expect(new Set(records.map(({ id }) => id)).size).toBe(records.length);
});
