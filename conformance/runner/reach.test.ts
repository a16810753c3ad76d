import { describe, expect, it } from 'vitest';
import { reachBits } from '../../reports/log.js';
import { type Case, type Command, caseFormat } from '../../sim/contracts/commands.js';
import { kubevirtKit as kit } from '../subjects/kubevirt.js';
import { judgeCase } from './judge-case.js';
import { reachOf } from './reach.js';

const { belowLimit, atLimit, beyondLimit } = reachBits;

/** Reach of a case on a Genoa with three key IDs for SEV-ES and SNP. */
function reach(...commands: readonly Command[]): ReturnType<typeof reachOf> {
  const hosts = [{ name: 'h0', machine: 'genoa', settings: { 'min-sev-asid': 4 } }];
  const theCase: Case = { format: caseFormat, stack: 'kubevirt', config: kit.config, hosts, commands };
  return reachOf(judgeCase(theCase, { kit, subject: kit.subject([]) }).evidence);
}

function fill(beyond: number): Command {
  return { do: 'fill', host: 'h0', protection: 'snp', beyond };
}

describe('reachOf', () => {
  it('counts nothing far from the limit', () => {
    expect(reach(fill(-2))).toEqual({ sev_es: 0 });
  });

  it('tells limit−1, limit and one beyond apart', () => {
    expect(reach(fill(-1))).toEqual({ sev_es: belowLimit });
    expect(reach(fill(0))).toEqual({ sev_es: belowLimit | atLimit });
    expect(reach(fill(1))).toEqual({ sev_es: belowLimit | atLimit | beyondLimit });
  });

  it('counts a refusal by the kernel as beyond, like one by the scheduler', () => {
    const outside: Command = { do: 'start-outside', host: 'h0', protection: 'snp', count: 4 };
    expect(reach(outside)).toEqual({ sev_es: belowLimit | atLimit | beyondLimit });
  });

  it('leaves out a pool that nobody asked for, and one the host does not have', () => {
    expect(reach({ do: 'label', host: 'h0' })).toEqual({});
    expect(reach({ do: 'create', guest: 'g', spec: { ...kit.plainGuest, protection: 'tdx' } })).toEqual({});
  });
});
