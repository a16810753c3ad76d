import { type Command, nodeMishaps } from '../../../sim/contracts/commands.js';
import type { ConfidentialProtection, Protection } from '../../../sim/contracts/protection.js';
import type { JsonObject } from '../../../sim/core/json.js';
import { kataPods } from '../../commands/kata-pods.js';
import type { CaseFamily, StackKit } from '../../subjects/stack-kit.js';
import { smallPoolMax } from '../plan-machine.js';
import { caseOf, caseOnTwo } from './case-of.js';
import { tightestOfEach } from './tightest.js';

/** Every odd pod, where what it asks for can run; under the other lists of annotations as well. */
export const kataPodRows: CaseFamily = function* (machines, kit) {
  const places = new Map(tightestOfEach(machines));
  const anywhere = places.get('none');
  for (const { protection, members } of kataPods) {
    const place = places.get(protection) ?? anywhere;
    if (place === undefined) continue;
    const commands: readonly Command[] = [
      create('g0', protection, kit, members),
      { do: 'crash', guest: 'g0' },
      { do: 'delete', guest: 'g0' },
    ];
    yield caseOf(kit, place, commands);
    for (const config of kit.otherConfigs.filter(({ enableAnnotations }) => enableAnnotations !== undefined)) {
      yield caseOf(kit, place, commands, config);
    }
  }
};

/** Two pods that differ by an annotation that nobody reads, on the same node. */
export const kataMarkers: CaseFamily = function* (machines, kit) {
  for (const [protection, place] of tightestOfEach(machines)) {
    for (const marker of ['true', 'false']) {
      const annotations = { 'io.katacontainers.config.pre_attestation.enabled': marker };
      yield caseOf(kit, place, [
        create('g0', protection, kit),
        { do: 'delete', guest: 'g0' },
        create('g1', protection, kit, { metadata: { annotations } }),
        { do: 'delete', guest: 'g1' },
      ]);
    }
  }
};

/** Every configuration from the beginning to the end, with annotations that go along with it. */
export const kataConfigurations: CaseFamily = function* (machines, kit) {
  for (const config of kit.otherConfigs) {
    for (const [protection, place] of tightestOfEach(machines)) {
      const annotations = { 'io.katacontainers.config.hypervisor.default_memory': '3000' };
      yield caseOf(
        kit,
        place,
        [
          create('g0', protection, kit),
          { do: 'delete', guest: 'g0' },
          create('g1', protection, kit, { metadata: { annotations } }),
          { do: 'label', host: 'h0' },
        ],
        config,
      );
    }
  }
};

/** Hosts with the misc controller of cgroup v1, and of both, and features that come and go. */
export const kataCapacityPaths: CaseFamily = function* (machines, kit) {
  const [v2, v1] = ['/sys/fs/cgroup/misc.capacity', '/sys/fs/cgroup/misc/misc.capacity'];
  for (const [protection, place] of tightestOfEach(machines)) {
    const text = 'sev 4\nsev_es 2\ntdx 2\n';
    const look: Command = { do: 'label', host: 'h0' };
    yield caseOf(kit, place, [
      { do: 'spoil', host: 'h0', path: v1, text },
      look,
      { do: 'spoil', host: 'h0', path: v2 },
      look,
      create('g0', protection, kit),
      { do: 'repair', host: 'h0', path: v1 },
      look,
      create('g1', protection, kit),
      { do: 'repair', host: 'h0', path: v2 },
      look,
    ]);
    const none: readonly Command[] = ['kvm_amd/parameters/sev_snp', 'kvm_intel/parameters/tdx'].map((path) => {
      return { do: 'spoil', host: 'h0', path: `/sys/module/${path}`, text: 'N\n' };
    });
    yield caseOf(kit, place, [look, ...none, look, look, create('g0', protection, kit)]);
  }
};

/**
 * Guests of SEV beside a full range of the others, all started by somebody else: no pod can ask for SEV any more, and yet the kernel must
 * flush for both ranges together, and for neither without need.
 */
export const kataOutsiders: CaseFamily = function* (machines, kit) {
  for (const machine of machines) {
    for (const settings of machine.settings.small) {
      for (const other of ['sev-es', 'snp'] as const) {
        const [sev, most] = [machine.keyIds(settings, 'sev'), machine.keyIds(settings, other)];
        if (sev < 2 || most < 1 || most > smallPoolMax) continue;
        const start = (protection: ConfidentialProtection, count: number): Command => {
          return { do: 'start-outside', host: 'h0', protection, count };
        };
        const stop: Command = { do: 'stop-outside', host: 'h0', count: 1 };
        const waiting = [start('sev', 1), stop, start(other, most)];
        yield caseOf(kit, { machine, settings }, [...waiting, start(other, 1), start('sev', 1)]);
        yield caseOf(kit, { machine, settings }, [...waiting, stop, start(other, 1), start('sev', 1)]);
      }
    }
  }
};

/** What happens to a pod and to the node below it. */
export const kataLives: CaseFamily = function* (machines, kit) {
  for (const [protection, place] of tightestOfEach(machines)) {
    const made = create('g0', protection, kit);
    for (const what of nodeMishaps) {
      yield caseOnTwo(kit, place, [
        made,
        { do: 'mishap', host: 'h0', what },
        create('g1', protection, kit),
        { do: 'label', host: 'h0' },
      ]);
    }
    for (const commands of lives) yield caseOnTwo(kit, place, [made, ...commands]);
    const once = create('g0', protection, kit, { spec: { restartPolicy: 'Never' } });
    yield caseOf(kit, place, [once, { do: 'crash', guest: 'g0' }, { do: 'label', host: 'h0' }, { do: 'delete', guest: 'g0' }]);
  }
};

const lives: readonly (readonly Command[])[] = [
  [
    { do: 'crash', guest: 'g0' },
    { do: 'delete', guest: 'g0' },
  ],
  [
    { do: 'migrate', guest: 'g0' },
    { do: 'restart', guest: 'g0' },
  ],
  [
    { do: 'reboot', host: 'h0' },
    { do: 'reboot', host: 'h1' },
    { do: 'delete', guest: 'g0' },
  ],
  [
    { do: 'evict', guest: 'g0' },
    { do: 'label', host: 'h0' },
  ],
  [
    { do: 'drain', host: 'h0' },
    { do: 'drain', host: 'h1' },
    { do: 'uncordon', host: 'h0' },
  ],
];

function create(guest: string, protection: Protection, kit: StackKit, members?: JsonObject): Command {
  return { do: 'create', guest, spec: { ...kit.plainGuest, protection, ...(members !== undefined && { members }) } };
}
