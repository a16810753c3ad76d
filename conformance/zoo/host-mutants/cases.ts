import { type Case, type CaseHost, type Command, caseFormat, type HostFaultName } from '../../../sim/contracts/commands.js';
import type { ConfidentialProtection, KeyPool } from '../../../sim/contracts/protection.js';
import type { StackKit } from '../../subjects/stack-kit.js';

/**
 * A short list of small cases in which each mutant of the host shows, the telling ones first. A right host keeps every promise in them.
 * All on one host: three SNP ASIDs, three ASIDs of plain SEV, or two HKIDs.
 */
export function hostCases(kit: StackKit): readonly Case[] {
  return tales(kit.plainGuest).map(([settings, commands, interleaving]) => {
    const machine = 'tme-key-id-bits' in settings ? 'emerald-rapids' : 'ciphertext-hiding' in settings ? 'turin' : 'genoa';
    const hosts: readonly CaseHost[] = [{ name: 'h0', machine, settings }];
    const order = interleaving === undefined ? {} : { interleaving };
    return { format: caseFormat, stack: kit.stack, config: kit.config, hosts, commands, ...order };
  });
}

/** Settings, commands and, where things happen side by side, whose turn it is. */
type Tale = readonly [CaseHost['settings'], readonly Command[], (readonly number[])?];

const threeSnp = { 'min-sev-asid': 4 };
const threeSev = { 'min-sev-asid': 1004 };
const hiding = { ...threeSnp, 'ciphertext-hiding': 1 };
const noSev = { 'min-sev-asid': 1007 };
const twoTdx = { 'tme-key-id-bits': 2, 'key-split': 2 };

const inspect: Command = { do: 'inspect', host: 'h0' };

function tales(plainGuest: StackKit['plainGuest']): readonly Tale[] {
  return [
    [threeSnp, [start('snp', 4), inspect]],
    [threeSnp, [start('sev-es', 2), stop(1), start('sev-es', 1)]],
    [threeSnp, [start('sev', 1), start('snp', 3), stop(2), start('snp', 2), start('sev', 1)]],
    [twoTdx, [start('tdx', 3), inspect]],
    [threeSnp, [limit('sev_es', '1'), start('snp', 2, '/a/b')]],
    [threeSnp, [start('snp', 4, '/a'), stop(2)]],
    [threeSnp, [start('snp', 3), start('snp', 1, '/a')]],
    [threeSnp, [start('snp', 1), limit('sev_es', '010')]],
    [threeSnp, [fault('psp-error'), start('snp', 1)]],
    [threeSnp, [start('snp', 3), stop(1), fault('flush-fails'), start('snp', 1)]],
    [threeSnp, ['MAX', '1\nsev 2', '\t5'].map((max) => limit('sev_es', max))],
    [twoTdx, [start('tdx', 1), fault('release-fails'), stop(1), start('tdx', 1)]],
    [threeSev, [start('sev', 4)]],
    [hiding, [start('sev-es', 1), start('snp', 1), stop(1), start('snp', 1), start('sev-es', 1)]],
    [noSev, [start('sev', 1)]],
    [{ ...threeSnp, 'kvm-amd-sev-snp-off': true }, [inspect]],
    [{}, [{ do: 'create', guest: 'g', spec: { ...plainGuest, protection: 'none' } }]],
    [{ 'min-sev-asid': 2 }, successor(plainGuest), [0, 0, 0, 0, 0, 0, 2, 1, 1, 1, 1, 1]],
  ];
}

/** The one SNP guest there is room for, its end, and another one before the kernel has torn the first one down. */
function successor(plainGuest: StackKit['plainGuest']): readonly Command[] {
  const create = (guest: string): Command => ({ do: 'create', guest, spec: { ...plainGuest, protection: 'snp' } });
  return [create('g0'), { do: 'delete', guest: 'g0' }, create('g1')];
}

function start(protection: ConfidentialProtection, count: number, group?: string): Command {
  return { do: 'start-outside', host: 'h0', protection, count, ...(group !== undefined && { group }) };
}

function stop(count: number): Command {
  return { do: 'stop-outside', host: 'h0', count };
}

function limit(pool: KeyPool, max: string): Command {
  return { do: 'limit', host: 'h0', group: '/a', pool, max };
}

function fault(name: HostFaultName): Command {
  return { do: 'fault', host: 'h0', fault: name, on: true };
}
