import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../core/json.js';
import { agentAnswers } from './example-agent.js';
import { claimsAndDomains } from './example-domains.js';
import { bothGates, exampleRequest, type RequestChanges } from './example-guest.js';
import { runAnswers } from './example-life.js';
import { documentPath, domainCapabilities, exampleNode, hostToLabel, sevFeatures, xeon } from './example-node.js';
import { exampleRequests } from './example-requests.js';
import { kubevirt, kubevirtQuirks } from './index.js';

describe('the reference', () => {
  it('says who it is', () => {
    expect(kubevirt()).toMatchObject({ id: 'kubevirt/reference', stack: 'kubevirt', quirks: [] });
  });

  it('has no quirk it is not told to have', () => {
    expect(() => kubevirt({ quirks: ['label-value-emty'] })).toThrow(
      'kubevirt has no quirk "label-value-emty"; did you mean "label-value-empty"?',
    );
  });

  it('lists quirks in one order, however they are asked for', () => {
    const names = ['snp-policy-0x3000', 'label-value-empty'];
    expect(kubevirt({ quirks: names }).quirks).toEqual(['label-value-empty', 'snp-policy-0x3000']);
  });

  it('answers the same to the same question', () => {
    for (const [question, answer] of Object.entries(answers([]))) expect(answers([])[question], question).toEqual(answer);
  });
});

describe('every quirk', () => {
  it('has a name of its own, and says where it comes from and who must notice', () => {
    expect(new Set(kubevirtQuirks.map(({ name }) => name)).size).toBe(kubevirtQuirks.length);
    for (const { name, sentence, releases, source, killedBy } of kubevirtQuirks) {
      expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(sentence).toMatch(/^[A-Z].*\.$/);
      expect(killedBy).toMatch(/^kubevirt\/[a-z]+\/[a-z0-9-]+$/);
      expect([releases, source]).not.toContain('');
    }
  });

  it.each(kubevirtQuirks.map(({ name }) => name))('%s changes an answer of the stack', (name) => {
    expect(answers([name])).not.toEqual(answers([]));
  });
});

/** Questions of all stages, chosen so that every quirk shows in at least one. */
function answers(quirks: readonly string[]): Readonly<Record<string, unknown>> {
  const subject = kubevirt({ quirks });
  const before = { 'kubevirt.io/sev': 'true', 'kubevirt.io/sev-tier': 'a', 'cpu-vendor.node.kubevirt.io/Old': 'true' };
  const label = (changes: Parameters<typeof exampleNode>[0], config = bothGates, arch = 'amd64') =>
    subject.label(hostToLabel(exampleNode(changes), { ...before, 'kubernetes.io/arch': arch }), config);
  const withoutHostModel = domainCapabilities(sevFeatures(99)).replace(/<mode name='host-model'[\s\S]*?<\/mode>/, '');
  const requests: Readonly<Record<string, readonly [JsonObject | undefined, RequestChanges?]>> = {
    ordinary: [undefined],
    sev: [{ sev: {} }],
    es: [{ sev: { policy: { encryptedState: true } } }, { spec: { evictionStrategy: 'LiveMigrate' } }],
    snp: [{ snp: {} }, { spec: { nodeSelector: { 'kubevirt.io/sev': 'false' } } }],
    tdx: [{ tdx: {} }, { domain: { firmware: { bootloader: { efi: {} } } } }],
    se: [{}, { spec: { architecture: 's390x' } }],
    both: [{ sev: {}, snp: {} }],
    persistent: [{ snp: {} }, { domain: { firmware: { bootloader: { efi: { secureBoot: false, persistent: true } } } } }],
  };
  return {
    genoa: label({}),
    'genoa without snp': label({ '/sys/module/kvm_amd/parameters/sev_snp': 'N\n' }),
    'genoa with closed gates': label({}, { disabledFeatureGates: ['WorkloadEncryptionSEV'] }),
    'genoa without host model': label({ [documentPath('virsh_domcapabilities')]: withoutHostModel }),
    'genoa without documents': label({ [documentPath('virsh_domcapabilities')]: '' }),
    xeon: label(xeon),
    s390x: label(
      { [documentPath('virsh_domcapabilities')]: domainCapabilities("<s390-pv supported='yes'/>") },
      bothGates,
      's390x',
    ),
    ...Object.fromEntries(Object.entries(requests).map(([name, request]) => [name, lifeOf(subject, exampleRequest(...request))])),
    ...agentAnswers(subject),
    ...claimsAndDomains(subject),
    ...runAnswers(quirks),
    closed: subject.admit(exampleRequest({ snp: {} }), { disabledFeatureGates: ['WorkloadEncryptionSEV'] }),
    unmentioned: subject.admit(exampleRequest({ sev: {} }), {}),
    admissions: Object.values(exampleRequests).map((request) => subject.admit(request, bothGates)),
  };
}

function lifeOf(subject: ReturnType<typeof kubevirt>, request: JsonObject): unknown {
  const admitted = subject.admit(request, bothGates);
  if (!admitted.allowed) return admitted;
  const { guest } = admitted;
  const claim = subject.claim(guest, bothGates);
  const used = Object.fromEntries(Object.keys(claim.resources).map((name) => [name, 1]));
  const host = {
    name: 'h0',
    labels: claim.selectors,
    resources: used,
    used,
    memoryBytes: 2 ** 40,
    memoryUsedBytes: 0,
    guests: 1,
  };
  const render = (changes: Parameters<typeof exampleNode>[0]) =>
    subject.render(guest, { name: 'h0', reader: exampleNode(changes) }, bothGates);
  const busy = { code: 1, domain: 10, message: 'internal error: ret=-16' };
  const unsupported = { code: 67, domain: 10, message: 'unsupported configuration: no' };
  const status = subject.run(guest, { what: 'started', host: 'h0', paused: false }, {}, bothGates).status;
  return {
    guest,
    claim,
    placed: subject.place(claim, [host], bothGates),
    rendered: render({}),
    'with plain firmware only': render({ '/usr/share/edk2/ovmf/OVMF_CODE.secboot.fd': undefined }),
    status,
    runs: [
      subject.run(guest, { what: 'not-rendered', message: 'EFI OVMF roms missing …' }, status, bothGates),
      subject.run(guest, { what: 'not-started', host: 'h0', error: busy }, status, bothGates),
      subject.run(guest, { what: 'not-started', host: 'h0', error: unsupported }, status, bothGates),
      subject.run(guest, { what: 'migration-asked' }, { phase: 'Pending' }, bothGates),
      subject.run(guest, { what: 'eviction-asked' }, status, bothGates),
    ],
  };
}
