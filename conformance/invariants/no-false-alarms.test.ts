import { expect, it } from 'vitest';
import { type Case, type Command, caseFormat } from '../../sim/contracts/commands.js';
import { judgeCase } from '../runner/judge-case.js';
import { kubevirtKit as kit } from '../subjects/kubevirt.js';

/** Cases in which a right subject on right hosts was once accused. */
const [sevOnly, tdxOnly] = kit.otherConfigs;
const domcapabilities = '/var/lib/kubevirt-node-labeller/virsh_domcapabilities.xml';
const withoutHostModel = "<domainCapabilities><cpu><mode name='host-model' supported='no'/></cpu></domainCapabilities>\n";
const cases: Readonly<Record<string, readonly Command[]>> = {
  'a protection that is written twice has a conflict, which one written once has not': [
    { do: 'configure', config: { ...kit.config, featureGates: ['VSOCK'] } },
    { do: 'create', guest: 'g0', spec: { ...kit.plainGuest, protection: 'tdx', form: 'machine' } },
    {
      do: 'create',
      guest: 'g1',
      spec: { ...kit.plainGuest, protection: 'tdx', form: 'machine', protectionIn: ['request', 'instancetype'] },
    },
  ],
  'a gate is opened while misc.capacity is stale, which is readable all the same': [
    { do: 'configure', config: tdxOnly ?? {} },
    { do: 'fault', host: 'h0', fault: 'misc-file-stale', on: true },
    { do: 'configure', config: kit.config },
    { do: 'create', guest: 'g0', spec: { ...kit.plainGuest, protection: 'sev' } },
  ],
  'a file that goes stale when it was unreadable already stays unreadable for an agent that begins anew': [
    { do: 'spoil', host: 'h0', path: '/sys/fs/cgroup/misc.capacity', text: 'sev abc\n' },
    { do: 'fault', host: 'h0', fault: 'misc-file-stale', on: true },
    { do: 'mishap', host: 'h0', what: 'agent-restarted' },
  ],
  'a file that goes stale after another fault of it is over is readable all the same': [
    { do: 'fault', host: 'h0', fault: 'misc-file-missing', on: true },
    { do: 'fault', host: 'h0', fault: 'misc-file-garbled', on: true },
    { do: 'fault', host: 'h0', fault: 'misc-file-garbled', on: false },
    { do: 'fault', host: 'h0', fault: 'misc-file-stale', on: true },
    { do: 'mishap', host: 'h0', what: 'agent-restarted' },
  ],
  'what was stale before a reboot is not so when KVM cannot be unloaded because a guest runs': [
    { do: 'fault', host: 'h0', fault: 'misc-file-stale', on: true },
    { do: 'reboot', host: 'h0', settings: { 'min-sev-asid': 8 } },
    { do: 'create', guest: 'g0', spec: { ...kit.plainGuest, protection: 'sev' } },
    { do: 'fault', host: 'h0', fault: 'module-off', on: true },
    { do: 'mishap', host: 'h0', what: 'agent-restarted' },
  ],
  'a file that is unreadable stays so when KVM is loaded anew, and when it goes stale then': [
    { do: 'fault', host: 'h0', fault: 'misc-file-missing', on: true },
    { do: 'fault', host: 'h0', fault: 'module-off', on: true },
    { do: 'fault', host: 'h0', fault: 'module-off', on: false },
    { do: 'fault', host: 'h0', fault: 'misc-file-stale', on: true },
    { do: 'mishap', host: 'h0', what: 'agent-restarted' },
  ],
  'plugins that run cannot tell a file without their line from one that is damaged': [
    { do: 'fault', host: 'h0', fault: 'misc-file-stale', on: true },
    { do: 'fault', host: 'h0', fault: 'module-off', on: true },
    { do: 'fault', host: 'h0', fault: 'misc-file-stale', on: false },
    { do: 'mishap', host: 'h0', what: 'kubelet-restarted' },
  ],
  'a document that is damaged once more tells something else': [
    { do: 'spoil', host: 'h0', path: domcapabilities, text: withoutHostModel },
    { do: 'label', host: 'h0' },
    { do: 'spoil', host: 'h0', path: domcapabilities, text: '' },
    { do: 'label', host: 'h0' },
  ],
  'the one of a pool, which has a name of its own, is like an instance under other gates': [
    { do: 'configure', config: sevOnly ?? {} },
    { do: 'create', guest: 'g0', spec: { ...kit.plainGuest, protection: 'none' } },
    { do: 'configure', config: kit.config },
    { do: 'create', guest: 'g1', spec: { ...kit.plainGuest, protection: 'none', form: 'pool' } },
  ],
};

/** The same, where everybody works side by side: the choices, and the commands. */
const interleaved: Readonly<Record<string, readonly [choices: readonly number[], commands: readonly Command[]]>> = {
  'a gate is closed after the kubelet was restarted and before the plugins registered again': [
    [1, 1],
    [
      { do: 'mishap', host: 'h0', what: 'kubelet-restarted' },
      { do: 'configure', config: { ...kit.config, featureGates: [] } },
    ],
  ],
  'the first agent after a reboot finds another number, in a file that has gone stale before it looked': [
    [1],
    [
      { do: 'reboot', host: 'h0', settings: { 'min-sev-asid': 8 } },
      { do: 'fault', host: 'h0', fault: 'misc-file-stale', on: true },
    ],
  ],
};

it.each(Object.entries(cases))('%s', (_, commands) => expectNoFinding({ commands }));

it.each(Object.entries(interleaved))('%s', (_, [interleaving, commands]) => expectNoFinding({ commands, interleaving }));

function expectNoFinding(story: Pick<Case, 'commands' | 'interleaving'>): void {
  const hosts = [{ name: 'h0', machine: 'genoa', settings: { 'min-sev-asid': 4 } }];
  const theCase: Case = { format: caseFormat, stack: 'kubevirt', config: kit.config, hosts, ...story };
  expect(judgeCase(theCase, { kit, subject: kit.subject([]) }).judgement.findings).toEqual([]);
}
