import { describe, expect, it } from 'vitest';
import { composeHost } from '../../../profiles/index.js';
import type { Answer, DomainName } from '../daemon-contract.js';
import type { ArgsOf, ProcedureName } from '../protocol/procedures.js';
import { ExampleClient } from './example-client.js';

const uuid = '21111111-2222-3333-4444-555555555555';
const xml = `<domain type='kvm'><name>evd</name><uuid>${uuid}</uuid><memory unit='MiB'>64</memory><os><type machine='q35'>hvm</type></os></domain>`;

/** A procedure that takes a domain and whatever else. */
type Asked = readonly [name: ProcedureName, args: Readonly<Record<string, unknown>>, words: string];

const notRunning = '55/20 Requested operation is not valid: domain is not running';
const noAgent = '74/10 argument unsupported: QEMU guest agent is not configured';

/** Observed alike with libvirt 9.0.0, 11.3.0 and 12.8.0. */
const whileOff: readonly Asked[] = [
  ['domainShutdown', {}, '55/10 Requested operation is not valid: domain is not running'],
  ...(['domainSuspend', 'domainResume', 'domainDestroy', 'domainGetJobInfo', 'domainAbortJob'] as const).map(
    (name): Asked => [name, {}, notRunning],
  ),
  ...(['domainReboot', 'domainReset', 'domainManagedSave', 'domainGetControlInfo', 'domainGetJobStats'] as const).map(
    (name): Asked => [name, { flags: 0 }, notRunning],
  ),
  ['domainMemoryStats', { maxStats: 13, flags: 0 }, notRunning],
  ['domainGetMaxVcpus', {}, notRunning],
  [
    'domainGetVcpus',
    { maxinfo: 1, maplen: 1 },
    '55/10 Requested operation is not valid: cannot retrieve vcpu information for inactive domain',
  ],
  [
    'domainManagedSaveRemove',
    { flags: 0 },
    `38/10 Failed to remove managed save file '/var/lib/libvirt/qemu/save/evd.save': No such file or directory`,
  ],
  ['domainGetMetadata', { type: 1, flags: 0 }, '80/20 metadata not found: Requested metadata element is not present'],
  ['domainGetHostname', { flags: 0 }, notRunning],
  ['domainSetMemoryFlags', { memory: 1n, flags: 1 }, notRunning],
  [
    'domainSetVcpusFlags',
    { nvcpus: 2, flags: 2 },
    '8/10 invalid argument: requested vcpus is greater than max allowable vcpus for the persistent domain: 2 > 1',
  ],
  ['domainGetBlockInfo', { path: 'vda', flags: 0 }, '8/10 invalid argument: invalid path vda not assigned to domain'],
  [
    'domainSetLaunchSecurityState',
    { params: [], flags: 0 },
    '84/10 Operation not supported: setting a launch secret is only supported in SEV-enabled domains',
  ],
  ['domainUndefineFlags', { flags: 128 }, '8/10 unsupported flags (0x80) in function qemuDomainUndefineFlags'],
];

const whileOn: readonly Asked[] = [
  ['domainCreate', {}, '55/10 Requested operation is not valid: domain is already running'],
  ['domainResume', {}, '55/10 Requested operation is not valid: domain is already running'],
  ['domainAbortJob', {}, '55/10 Requested operation is not valid: no job is active on the domain'],
  ['domainRename', { newName: 'evd2', flags: 0 }, '55/10 Requested operation is not valid: cannot rename active domain'],
  ['domainGetHostname', { flags: 0 }, noAgent],
  ['domainGetFsinfo', { flags: 0 }, noAgent],
  [
    'domainSetMaxMemory',
    { memory: 1n },
    '55/10 Requested operation is not valid: cannot resize the maximum memory on an active domain',
  ],
];

function refusal(client: ExampleClient, dom: DomainName, [name, args]: Asked): string {
  const answer = client.call(name, { dom, ...args } as unknown as ArgsOf<typeof name>) as Answer<unknown>;
  return answer.ok ? 'done' : `${answer.reason.code}/${answer.reason.domain} ${answer.reason.message}`;
}

describe('what cannot be done', () => {
  const client = new ExampleClient(composeHost({ machine: 'rome' }));
  const dom = client.define(xml);

  it.each(whileOff)('to a domain that does not run: %s', (...asked) => {
    expect(refusal(client, dom, asked)).toBe(asked[2]);
  });

  it.each(whileOn)('to a domain that runs: %s', (...asked) => {
    client.call('domainCreate', { dom });
    expect(refusal(client, dom, asked)).toBe(asked[2]);
  });

  it('to a domain that is not defined', () => {
    const transient = new ExampleClient(composeHost({ machine: 'rome' }));
    const { dom: made } = transient.ask('domainCreateXml', { xmlDesc: xml, flags: 0 });
    const words = (text: string): string => `55/10 Requested operation is not valid: ${text}`;
    expect(transient.refusal('domainUndefine', { dom: made })).toBe(words('cannot undefine transient domain'));
    expect(transient.refusal('domainManagedSave', { dom: made, flags: 0 })).toBe(
      words('cannot do managed save for transient domain'),
    );
    expect(transient.refusal('domainSetAutostart', { dom: made, autostart: 1 })).toBe(
      words('cannot set autostart for transient domain'),
    );
  });

  it.each([
    ['domainLookupByName', { name: 'nosuch' }, `name 'nosuch'`],
    ['domainLookupById', { id: 9999 }, 'id 9999'],
    ['domainLookupByUuid', { uuid: uuid.replace('2', '9') }, `uuid '${uuid.replace('2', '9')}'`],
  ] as const)('to a domain that there is not: %s', (name, args, what) => {
    expect(client.refusal(name, args as never)).toBe(`42/10 Domain not found: no domain with matching ${what}`);
  });
});
