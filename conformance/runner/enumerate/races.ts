import type { Case, Command, FaultWindow } from '../../../sim/contracts/commands.js';
import type { ConfidentialProtection } from '../../../sim/contracts/protection.js';
import type { CaseFamily } from '../../subjects/stack-kit.js';
import { caseOf, type Place } from './case-of.js';
import { oneOfEachFamily } from './tightest.js';

/**
 * Races of two, exhaustively for a small scope: the second command of each story comes after none, one, two … steps of what the first one
 * set off. Then stories in which news is lost, doubled or overtaken, and faults that strike while something is under way.
 */
export const races: CaseFamily = function* (machines, kit) {
  for (const [protection, place] of oneOfEachFamily(machines)) {
    if (protection === 'none') continue;
    const spec = { ...kit.plainGuest, protection };
    const create = (guest: string): Command => ({ do: 'create', guest, spec });
    const fill = (beyond: number): Command => ({ do: 'fill', host: 'h0', protection, beyond });
    const first = `h0-${protection}-0`;
    const seconds: readonly Command[] = [
      { do: 'delete', guest: 'g0' },
      { do: 'evict', guest: 'g0' },
      { do: 'restart', guest: 'g0' },
      { do: 'mishap', host: 'h0', what: 'libvirtd-restarted' },
      { do: 'mishap', host: 'h0', what: 'agent-restarted' },
      { do: 'mishap', host: 'h0', what: 'kubelet-restarted' },
      { do: 'reboot', host: 'h0' },
      { do: 'label', host: 'h0' },
    ];
    for (const second of seconds) {
      for (const steps of upTo(6)) yield interleaved(caseOf(kit, place, [create('g0'), second]), [...steps, 1]);
    }
    const successor = [fill(0), { do: 'delete', guest: first }, create('g0')] as const;
    for (const steps of upTo(5)) yield interleaved(caseOf(kit, place, successor), [...steps, 1]);
    for (const turns of beforeItIsTornDown) yield interleaved(caseOf(kit, place, successor), turns);
    yield interleaved(caseOf(kit, place, [fill(1)]), []);
    yield* troubled(kit, roomier(place, protection), [fill(-1), create('g0'), { do: 'delete', guest: 'g0' }, create('g1')]);
    yield interleaved(caseOf(kit, place, [{ do: 'drain', host: 'h0' }, create('g0')]), []);
  }
};

/**
 * A guest is started step by step, ends, and another one is there before the kernel has torn the first one down: the kernel's turn comes
 * last, once its kubelet has let the pod go.
 */
const beforeItIsTornDown: readonly (readonly number[])[] = [
  [0, 0, 0, 0, 0, 0, 2, 1, 1, 1, 1, 1],
  [0, 0, 0, 0, 0, 0, 2, 1, 1, 1, 0],
];

/** The same machine with the fewest key IDs, but at least two: of one alone nobody can hold too many. */
function roomier({ machine, settings }: Place, protection: ConfidentialProtection): Place {
  const size = (each: Place['settings']): number => machine.keyIds(each, protection);
  const [best = settings] = machine.settings.small.filter((each) => size(each) > 1).sort((one, other) => size(one) - size(other));
  return { machine, settings: best };
}

/** News that goes wrong, from the first command on and to the end. */
function* troubled(kit: Parameters<CaseFamily>[1], place: Place, commands: readonly Command[]): Generator<Case> {
  for (const fault of ['watch-lost', 'watch-duplicated', 'watch-reordered', 'scheduler-lags'] as const) {
    const window: FaultWindow = { fault, host: 'h0', from: 1, to: commands.length, chance: 256 };
    const theCase = interleaved(caseOf(kit, place, commands), [0, 2, 1]);
    yield { ...theCase, faults: [window] };
    yield { ...theCase, faults: [{ ...window, from: 0 }] };
  }
}

function interleaved(theCase: Case, interleaving: readonly number[]): Case {
  return { ...theCase, interleaving };
}

/** Lists of no zero, one zero, two zeros … */
function upTo(count: number): readonly (readonly number[])[] {
  return Array.from({ length: count }, (_, zeros) => Array.from({ length: zeros }, () => 0));
}
