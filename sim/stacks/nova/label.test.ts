import { describe, expect, it } from 'vitest';
import type { LabelDecision, ResourceProvider } from '../../contracts/subject.js';
import { type NovaChoices, referenceChoices } from './choices.js';
import { answerPath, type ExampleHost, exampleHost, sevFeatures, tdxHost } from './example-host.js';
import { type Look, serviceLife } from './example-service.js';
import { label } from './label.js';

function life(looks: readonly Look[], choices: Partial<NovaChoices> = {}): readonly LabelDecision[] {
  return serviceLife(looks, { ...referenceChoices, ...choices });
}

function contextsOf(answer: LabelDecision | undefined): Readonly<Record<string, string>> {
  const all = answer?.providers ?? [];
  return Object.fromEntries(
    all.flatMap(({ name, inventories: { MEM_ENCRYPTION_CONTEXT: own } }) =>
      own ? [[name, `${own.reserved}/${own.total}`]] : [],
    ),
  );
}

function named(answer: LabelDecision | undefined, name: string): ResourceProvider | undefined {
  return answer?.providers?.find((provider) => provider.name === name);
}

const noSnp: ExampleHost = { sevSnp: 'N' };
const flat = { nested_providers: false };

describe('a compute service that starts', () => {
  it('reports a provider for each model, with all fields', () => {
    const [answer] = life([{ host: noSnp }]);
    const context = { reserved: 0, min_unit: 1, max_unit: 1, step_size: 1, allocation_ratio: 1 };
    expect(answer).toMatchObject({ labels: { zone: 'a' }, resources: {}, problems: [] });
    expect(answer?.providers).toEqual([
      {
        name: 'h0',
        traits: [
          'COMPUTE_NODE',
          'COMPUTE_SECURITY_STATELESS_FIRMWARE',
          'COMPUTE_SECURITY_UEFI_SECURE_BOOT',
          'HW_ARCH_X86_64',
          'OWNER_NOVA',
        ],
        inventories: {
          MEMORY_MB: { total: 4096, reserved: 512, min_unit: 1, max_unit: 4096, step_size: 1, allocation_ratio: 16 },
          VCPU: { total: 2, reserved: 0, min_unit: 1, max_unit: 2, step_size: 1, allocation_ratio: 16 },
        },
        generation: 1,
      },
      {
        name: 'h0_amd_sev',
        parent: 'h0',
        traits: ['HW_CPU_X86_AMD_SEV', 'OWNER_NOVA'],
        inventories: { MEM_ENCRYPTION_CONTEXT: { total: 100, ...context } },
        generation: 1,
      },
      {
        name: 'h0_amd_sev_es',
        parent: 'h0',
        traits: ['HW_CPU_X86_AMD_SEV_ES', 'OWNER_NOVA'],
        inventories: { MEM_ENCRYPTION_CONTEXT: { total: 15, ...context } },
        generation: 1,
      },
    ]);
  });

  it('reports TDX as a provider of its own', () => {
    expect(contextsOf(life([{ host: tdxHost }])[0])).toEqual({ h0_intel_tdx: '0/63' });
  });

  it('spells traits as the text of the specification where that is wanted', () => {
    const [before, after] = life([{}, { config: { traits: 'text' } }]);
    expect(named(before, 'h0_amd_sev_snp')?.traits).toEqual(['HW_CPU_X86_AMD_SEV_SNP', 'OWNER_NOVA']);
    expect(named(after, 'h0_amd_sev_snp')?.traits).toEqual(['HW_CPU_AMD_SEV_SNP', 'OWNER_NOVA']);
  });

  it('keeps back what configuration keeps back, and no more than there is', () => {
    const config = { compute: { reserved_mem_encryption_contexts: { 'amd-sev': 7, 'amd-sev-snp': 99 } } };
    expect(contextsOf(life([{ config }])[0])).toEqual({ h0_amd_sev: '7/100', h0_amd_sev_snp: '15/15' });
  });

  it('obeys the number of encrypted guests only as long as contexts are the host’s own', () => {
    const limited = { libvirt: { num_memory_encrypted_guests: 3 } };
    expect(contextsOf(life([{ config: limited }])[0])).toEqual({ h0_amd_sev: '0/100', h0_amd_sev_snp: '0/15' });
    expect(contextsOf(life([{ config: { ...limited, ...flat } }])[0])).toEqual({ h0: '0/3' });
  });

  it('does not start on software that is too old', () => {
    const [answer] = life([{ host: { libvirt: '7.0.0' } }]);
    expect(answer).toMatchObject({
      refusesToServe: true,
      problems: ['libvirt: Nova requires libvirt version 8.0.0 or greater.'],
    });
  });

  it('does not start over a guest whose model is gone', () => {
    const guest = { flavor: { extra_specs: { 'hw:mem_encryption': 'true', 'hw:mem_encryption_model': 'amd-sev-es' } } };
    const [, , third] = life([{ host: noSnp, guests: [guest] }, { host: noSnp, guests: [guest] }, { guests: [guest] }]);
    expect(third?.refusesToServe).toBe(true);
    expect(third?.problems[0]).toContain('This host has instances with the memory encryption feature by amd-sev-es enabled');
    expect(contextsOf(third)).toEqual({ h0_amd_sev: '0/100', h0_amd_sev_es: '0/15' });
  });
});

describe('a compute service that goes on', () => {
  it('changes nothing and no generation', () => {
    const [first, second, third] = life([{}, { happening: 'interval' }, {}]);
    expect(second?.providers).toEqual(first?.providers);
    expect(third?.providers).toEqual(first?.providers);
  });

  it('reads nothing again until it is started again', () => {
    const [, same, configured, restarted] = life([
      {},
      { happening: 'interval', host: noSnp },
      { happening: 'configured', host: noSnp },
      { host: noSnp },
    ]);
    expect(contextsOf(same)).toEqual({ h0_amd_sev: '0/100', h0_amd_sev_snp: '0/15' });
    expect(contextsOf(configured)).toEqual(contextsOf(same));
    expect(contextsOf(restarted)).toEqual({ h0_amd_sev: '0/100', h0_amd_sev_es: '0/15' });
  });

  it('removes all models that are gone at once', () => {
    expect(contextsOf(life([{ host: noSnp }, { host: { sev: 'N' } }])[1])).toEqual({});
  });

  it('raises the generation of what changed, and of nothing else', () => {
    const fewer = { ...noSnp, features: sevFeatures({ maxESGuests: '<maxESGuests>3</maxESGuests>' }) };
    const [, after] = life([{ host: noSnp }, { host: fewer }]);
    expect(after?.providers?.map(({ generation }) => generation)).toEqual([1, 1, 2]);
  });

  it('leaves alone what others wrote', () => {
    const [first] = life([{}]);
    const others: ResourceProvider = { name: 'h0_gpu', parent: 'h0', traits: [], inventories: {}, generation: 9 };
    const marked =
      first?.providers?.map((each) => (each.parent ? each : { ...each, traits: [...each.traits, 'CUSTOM_GOLD'].sort() })) ?? [];
    const asked = {
      name: 'h0',
      labels: {},
      annotations: {},
      reader: exampleHost(),
      memory: {},
      happening: 'agent-started',
    } as const;
    const after = label({ ...asked, providers: [...marked, others] }, {}, referenceChoices);
    expect(after.providers).toEqual([...marked, others]);
  });

  it('keeps a provider that guests use, closed, until they are gone', () => {
    const held = { 'h0_amd_sev_es:MEM_ENCRYPTION_CONTEXT': 3 };
    const [, closed, empty] = life([{ host: noSnp }, { allocated: held }, { happening: 'interval' }]);
    expect(contextsOf(closed)).toEqual({ h0_amd_sev: '0/100', h0_amd_sev_es: '15/15', h0_amd_sev_snp: '0/15' });
    expect(closed?.problems).toEqual([
      'h0_amd_sev_es has no contexts any more, but guests hold 3: it stays, closed, until they are gone',
    ]);
    expect(contextsOf(empty)).toEqual({ h0_amd_sev: '0/100', h0_amd_sev_snp: '0/15' });
  });

  it('tells nothing while nothing is known, and looks again', () => {
    const broken: ExampleHost = { files: { [answerPath('version')]: '' } };
    const [, failed, again, whole] = life([
      {},
      { host: broken },
      { happening: 'interval', host: broken },
      { happening: 'interval', host: noSnp },
    ]);
    expect(contextsOf(failed)).toEqual({ h0_amd_sev: '0/100', h0_amd_sev_snp: '0/15' });
    expect(again).toEqual(failed);
    expect(failed?.problems).toHaveLength(1);
    expect(contextsOf(whole)).toEqual({ h0_amd_sev: '0/100', h0_amd_sev_es: '0/15' });
  });

  it('tells CPUs and memory of a new host of which it knows nothing else', () => {
    const [answer] = life([{ host: { files: { [answerPath('version')]: '' } } }]);
    expect(answer?.providers?.map(({ name, inventories }) => [name, Object.keys(inventories)])).toEqual([
      ['h0', ['MEMORY_MB', 'VCPU']],
    ]);
  });

  it.each(['agent-silent', 'agent-stopping'] as const)('changes nothing when it is down (%s)', (happening) => {
    const [before, after] = life([{}, { happening, host: { sev: 'N' } }]);
    expect(after).toEqual({ ...before, problems: [] });
  });
});

describe('contexts that were the host’s own', () => {
  it('become SEV’s, with what guests hold of them', () => {
    const held = { 'h0:MEM_ENCRYPTION_CONTEXT': 4, 'h0:VCPU': 4 };
    const [before, after] = life([{ config: flat }, { allocated: held }]);
    expect(contextsOf(before)).toEqual({ h0: '0/100' });
    expect(named(before, 'h0')?.traits).toContain('HW_CPU_X86_AMD_SEV');
    expect(contextsOf(after)).toEqual({ h0_amd_sev: '0/100', h0_amd_sev_snp: '0/15' });
    expect(named(after, 'h0')?.traits).not.toContain('HW_CPU_X86_AMD_SEV');
    expect(named(after, 'h0')?.generation).toBe(2);
    expect(after?.moved).toEqual([{ from: 'h0:MEM_ENCRYPTION_CONTEXT', to: 'h0_amd_sev:MEM_ENCRYPTION_CONTEXT' }]);
  });

  it('move only when the service starts', () => {
    const [before, waiting, started] = life([{ config: flat }, { happening: 'configured' }, {}]);
    expect(waiting?.providers).toEqual(before?.providers);
    expect(waiting?.problems[0]).toContain('ReshapeNeeded');
    expect(contextsOf(started)).toEqual({ h0_amd_sev: '0/100', h0_amd_sev_snp: '0/15' });
  });

  it('move to a closed provider when the host has lost SEV meanwhile', () => {
    const [, after] = life([{ config: flat }, { host: { sev: 'N' }, allocated: { 'h0:MEM_ENCRYPTION_CONTEXT': 4 } }]);
    expect(contextsOf(after)).toEqual({ h0_amd_sev: '4/4' });
    expect(after?.moved).toHaveLength(1);
  });

  it('never come back once they have moved', () => {
    const [, , after] = life([{ config: flat }, {}, { config: flat }]);
    expect(contextsOf(after)).toEqual({ h0_amd_sev: '0/100', h0_amd_sev_snp: '0/15' });
  });
});

describe('releases and mistakes', () => {
  it('freeze a node whose model is gone while guests use it', () => {
    const held = { 'h0_amd_sev_es:MEM_ENCRYPTION_CONTEXT': 3 };
    const [before, after] = life([{ host: noSnp }, { allocated: held }], { keepsUsedProviders: false });
    expect(after?.providers).toEqual(before?.providers);
    expect(after?.problems[0]).toContain(
      '409 placement.resource_provider.inuse: Unable to delete resource provider h0_amd_sev_es',
    );
  });

  it('fail to reshape when SEV is gone', () => {
    const [, after] = life([{ config: flat }, { host: { sev: 'N' }, allocated: { 'h0:MEM_ENCRYPTION_CONTEXT': 4 } }], {
      keepsUsedProviders: false,
    });
    expect(after?.refusesToServe).toBe(true);
    expect(after?.problems[0]).toContain('but the child resource provider for AMD SEV is not found.');
  });

  it('report nothing of a host with an empty class', () => {
    const [answer] = life([{ host: { sev: 'N' } }], { reportsEmptyInventories: true });
    expect(answer).toMatchObject({
      providers: [],
      problems: [
        'the providers of h0 stay as they were: 400 placement.undefined_code: JSON does not validate: 0 is less than the minimum of 1',
      ],
    });
  });

  it('forget what they offered after a detection that failed', () => {
    const broken: ExampleHost = { files: { [answerPath('version')]: '' } };
    const looks: readonly Look[] = [{}, { host: broken }, { happening: 'interval' }];
    expect(contextsOf(life(looks, { retriesDetection: false })[2])).toEqual({});
  });

  it('write against a generation that was never told', () => {
    const looks: readonly Look[] = [
      {},
      { host: { sev: 'N' } },
      { config: { traits: 'text' } },
      { config: { reserved_host_memory_mb: 1 } },
      { config: {} },
    ];
    const problems = life(looks, { writesAgainst: 'first-generation' }).flatMap((answer) => answer.problems);
    expect(problems).toEqual([
      'the providers of h0 stay as they were: 409 placement.concurrent_update: resource provider generation conflict',
    ]);
  });
});
