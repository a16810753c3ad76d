import type { JsonObject } from '../../../../sim/core/json.js';
import type { Row } from './row.js';

/** Which providers could serve a request together; status and words of what placement was told to do. */
export function placementRows(): readonly Row[] {
  const contexts = (total: number): JsonObject => ({ MEM_ENCRYPTION_CONTEXT: { total, max_unit: 1 } });
  const host = (traits: readonly string[], sev: number, es: number): readonly JsonObject[] => [
    { name: 'h', inventory: { VCPU: { total: 8 } }, traits },
    { name: 'h_sev', parent: 'h', inventory: contexts(sev), traits: ['HW_CPU_X86_AMD_SEV'] },
    { name: 'h_es', parent: 'h', inventory: contexts(es), traits: ['HW_CPU_X86_AMD_SEV_ES'] },
  ];
  const row = (
    about: string,
    providers: readonly JsonObject[],
    steps: readonly JsonObject[],
    expected: readonly unknown[],
  ): Row => ({
    about,
    releases: ['nova@2025.1', 'nova@master'],
    question: { ask: 'place', providers, steps },
    expected,
  });
  const ask = (...required: readonly string[]): JsonObject => candidatesFor('VCPU:1,MEM_ENCRYPTION_CONTEXT:1', required);
  const claim = (consumer: string, provider: string, count = 1): JsonObject => ({
    do: 'claim',
    consumer,
    allocations: { h: { VCPU: 1 }, [provider]: { MEM_ENCRYPTION_CONTEXT: count } },
  });
  const refusal = 'Unable to allocate inventory: Unable to create allocation for';
  return [
    row(
      'each model its own',
      host([], 2, 2),
      [ask('HW_CPU_X86_AMD_SEV'), ask('HW_CPU_X86_AMD_SEV_ES'), ask()],
      [
        [['h', 'h_sev']],
        [['h', 'h_es']],
        [
          ['h', 'h_es'],
          ['h', 'h_sev'],
        ],
      ],
    ),
    row('one context cannot have both', host([], 2, 2), [ask('HW_CPU_X86_AMD_SEV', 'HW_CPU_X86_AMD_SEV_ES')], [[]]),
    row(
      'a root with the trait lends it to every child',
      host(['HW_CPU_X86_AMD_SEV'], 2, 2),
      [ask('HW_CPU_X86_AMD_SEV')],
      [
        [
          ['h', 'h_es'],
          ['h', 'h_sev'],
        ],
      ],
    ),
    row(
      'a provider that gives nothing does not count',
      host([], 2, 2),
      [candidatesFor('VCPU:1', ['HW_CPU_X86_AMD_SEV']), candidatesFor('VCPU:1', ['!HW_CPU_X86_AMD_SEV'])],
      [[], [['h']]],
    ),
    row(
      'pools do not lend to each other',
      host([], 1, 1),
      [claim('a', 'h_es'), ask('HW_CPU_X86_AMD_SEV_ES'), ask('HW_CPU_X86_AMD_SEV'), claim('b', 'h_es')],
      [
        [204, undefined],
        [],
        [['h', 'h_sev']],
        [409, `${refusal} 'MEM_ENCRYPTION_CONTEXT' on resource provider 'h_es'. The requested amount would exceed the capacity.`],
      ],
    ),
    row(
      'one at a time',
      host([], 5, 5),
      [claim('a', 'h_sev', 2), candidatesFor('MEM_ENCRYPTION_CONTEXT:2', [])],
      [
        [
          409,
          `${refusal} 'MEM_ENCRYPTION_CONTEXT' on resource provider 'h_sev'. The requested amount would violate inventory constraints.`,
        ],
        [],
      ],
    ),
    row(
      'what is given back is free',
      host([], 1, 1),
      [claim('a', 'h_sev'), { do: 'release', consumer: 'a' }, ask('HW_CPU_X86_AMD_SEV')],
      [[204, undefined], [204, undefined], [['h', 'h_sev']]],
    ),
    row(
      'a pool in use stays',
      host([], 1, 1),
      [claim('a', 'h_sev'), { do: 'remove', provider: 'h_sev' }, { do: 'stock', provider: 'h_sev', inventory: {} }],
      [
        [204, undefined],
        [409, 'Unable to delete resource provider h_sev: Resource provider has allocations.'],
        [409, "update conflict: Inventory for 'MEM_ENCRYPTION_CONTEXT' on resource provider 'h_sev' in use."],
      ],
    ),
    row(
      'a pool may shrink below what is used',
      host([], 3, 1),
      [
        claim('a', 'h_sev'),
        claim('b', 'h_sev'),
        { do: 'stock', provider: 'h_sev', inventory: contexts(1) },
        ask('HW_CPU_X86_AMD_SEV'),
      ],
      [[204, undefined], [204, undefined], [200, undefined], []],
    ),
    row(
      'who writes must know what was written',
      host([], 3, 1),
      [{ do: 'stock', provider: 'h_sev', inventory: contexts(2), generation: 99 }, claim('a', 'h_sev'), claim('a', 'h_sev')],
      [
        [409, 'resource provider generation conflict'],
        [204, undefined],
        [409, 'consumer generation conflict - expected 1 but got None'],
      ],
    ),
  ];
}

function candidatesFor(resources: string, required: readonly string[]): JsonObject {
  return { do: 'candidates', query: `resources=${resources}${required.length === 0 ? '' : `&required=${required.join(',')}`}` };
}
