import { composeHost } from '../../../profiles/index.js';
import { type CaseHost, type Command, caseFormat } from '../../../sim/contracts/commands.js';
import { UsageError } from '../../../sim/core/usage-error.js';
import type { CaseFamily } from '../../subjects/stack-kit.js';
import { caseOf, caseOnTwo } from './case-of.js';
import { fewestOfSeveral, oneOfEachFamily, runnableOn, tightestOfEach } from './tightest.js';

/** What nova-compute reads is damaged when it starts, and whole again while it runs; it looks several times meanwhile. */
export const novaDamage: CaseFamily = function* (machines, kit) {
  for (const [protection, { machine, settings: tightest }] of oneOfEachFamily(machines)) {
    if (protection === 'none') continue;
    const place = { machine, settings: fewestOfSeveral(machine, protection) ?? tightest };
    const spec = { ...kit.plainGuest, protection };
    for (const spoil of kit.spoils) {
      yield caseOf(kit, place, [
        { do: 'create', guest: 'g0', spec },
        { do: 'spoil', host: 'h0', ...spoil },
        { do: 'label', host: 'h0' },
        { do: 'mishap', host: 'h0', what: 'agent-started' },
        { do: 'label', host: 'h0' },
        { do: 'create', guest: 'g1', spec },
        { do: 'repair', host: 'h0', path: spoil.path },
        { do: 'label', host: 'h0' },
        { do: 'mishap', host: 'h0', what: 'agent-started' },
      ]);
    }
  }
};

/**
 * All that libvirt answers is damaged at once: nothing at all is said of guests, so that nothing can be found out; no word of firmware; or
 * TDX, which the kernel does not have.
 */
export const novaAnswers: CaseFamily = function* (machines, kit) {
  for (const machine of machines) {
    for (const settings of [machine.settings.small[0] ?? {}, machine.settings.odd[0] ?? {}]) {
      for (const { q35, pc } of answersOfAll) {
        yield caseOf(
          kit,
          { machine, settings },
          [
            { do: 'spoil', host: 'h0', path: q35Answer, ...q35 },
            { do: 'spoil', host: 'h0', path: pcAnswer, ...pc },
            { do: 'mishap', host: 'h0', what: 'agent-started' },
            { do: 'label', host: 'h0' },
            { do: 'repair', host: 'h0', path: q35Answer },
            { do: 'repair', host: 'h0', path: pcAnswer },
            { do: 'label', host: 'h0' },
          ],
          { ...kit.config, libvirt: { num_intel_tdx_guests: 5 } },
        );
      }
    }
  }
};

const q35Answer = '/var/lib/nova/libvirt/domcapabilities/x86_64/q35.xml';
const pcAnswer = '/var/lib/nova/libvirt/domcapabilities/x86_64/pc.xml';

/** Documents in order, but for what they do not say; an empty object is a document that is not there. */
const answersOfAll: readonly { readonly q35: { readonly text?: string }; readonly pc: { readonly text?: string } }[] = [
  { q35: {}, pc: {} },
  { q35: saying(''), pc: saying('') },
  { q35: saying("<tdx supported='yes'/>"), pc: saying('') },
  { q35: saying("<sev supported='yes'><maxGuests>5</maxGuests><maxESGuests>3</maxESGuests></sev>"), pc: saying('') },
];

function saying(features: string): { readonly text: string } {
  return { text: `<domainCapabilities><machine>pc-q35-10.1</machine><features>${features}</features></domainCapabilities>\n` };
}

/** Other versions of QEMU, libvirt and the guest firmware below the same machine. */
export const novaSoftware: CaseFamily = function* (machines, kit) {
  for (const [protection, { machine, settings }] of tightestOfEach(machines)) {
    for (const versions of otherVersions) {
      const host: CaseHost = { name: 'h0', machine: machine.id, settings, versions };
      if (!composes(host)) continue;
      for (const change of [{}, { persistentEfi: false }, { secureBoot: true }] as const) {
        const commands: readonly Command[] = [
          { do: 'create', guest: 'g0', spec: { ...kit.plainGuest, ...change, protection } },
          { do: 'request', guest: 'g0', request: 'reboot', body: { type: 'HARD' } },
          { do: 'delete', guest: 'g0' },
        ];
        yield { format: caseFormat, stack: kit.stack, config: kit.config, hosts: [host], commands };
      }
    }
  }
};

const otherVersions: readonly NonNullable<CaseHost['versions']>[] = [
  ...['8.0', '9.0', '10.5', '12'].map((libvirt) => ({ libvirt })),
  ...['7.2', '8.2', '9.1', '11'].map((qemu) => ({ qemu })),
  { libvirt: '8.0', qemu: '7.2' },
  ...['edk2-without-cc', 'debian-12', 'debian-13', 'debian-sid'].map((ovmf) => ({ ovmf })),
];

/** A release that keeps contexts on the compute node itself is followed by one that gives each model a provider of its own, with guests there. */
export const novaReshapes: CaseFamily = function* (machines, kit) {
  for (const [protection, place] of tightestOfEach(machines)) {
    const spec = { ...kit.plainGuest, protection };
    for (const libvirt of [{}, { num_memory_encrypted_guests: 1 }, { num_memory_encrypted_guests: 0 }]) {
      const before = { ...kit.config, nested_providers: false, libvirt };
      const after = { ...kit.config, libvirt };
      const commands: readonly Command[] = [
        { do: 'create', guest: 'g0', spec },
        { do: 'configure', config: after },
        { do: 'label', host: 'h0' },
        { do: 'mishap', host: 'h0', what: 'agent-started' },
        { do: 'create', guest: 'g1', spec },
        { do: 'delete', guest: 'g0' },
        { do: 'create', guest: 'g2', spec },
      ];
      yield caseOf(kit, place, commands, before);
      yield caseOf(kit, place, commands.slice(3), after);
    }
  }
};

/** A server is moved away, and what it left loses its protection before the move is confirmed; or there are no key IDs where it comes. */
export const novaMoves: CaseFamily = function* (machines, kit) {
  for (const machine of machines) {
    for (const [protection, place] of runnableOn(machine)) {
      const spec = { ...kit.plainGuest, protection };
      const create: Command = { do: 'create', guest: 'g0', spec: { ...spec, onHost: 'h0' } };
      const ask = (request: string): Command => ({ do: 'request', guest: 'g0', request });
      for (const settings of machine.settings.odd) {
        yield caseOnTwo(kit, place, [
          create,
          ask('migrate'),
          { do: 'reboot', host: 'h0', settings },
          { do: 'create', guest: 'g1', spec },
          ask('confirmResize'),
          { do: 'label', host: 'h0' },
        ]);
      }
      const all = machine.keyIds(place.settings, protection);
      yield caseOnTwo(kit, place, [
        create,
        { do: 'start-outside', host: 'h1', protection, count: all },
        ask('migrate'),
        ask('revertResize'),
        { do: 'create', guest: 'g1', spec },
        { do: 'delete', guest: 'g0' },
      ]);
    }
  }
};

function composes(host: CaseHost): boolean {
  try {
    composeHost(host);
    return true;
  } catch (problem) {
    if (problem instanceof UsageError) return false;
    throw problem;
  }
}
