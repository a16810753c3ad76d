import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../sim/core/json.js';
import type { Checked, Detected, Placed, Refreshed, Reported, Translated } from './answers.js';
import { askNova, type NovaQuestion } from './ask-nova.js';
import { novaReleases } from './nova-releases.js';
import { detectionRows } from './tables/detection.js';
import { placementRows } from './tables/placement.js';
import { providerRows } from './tables/providers.js';
import { requestRows } from './tables/requests.js';
import { translationRows } from './tables/translation.js';

// What is written down about Nova, row by row, asked of Nova itself: the tables that our reference stack was built from hold, release
// by release. Our stack has no part in this.

const tables = {
  detection: detectionRows(),
  providers: providerRows(),
  requests: requestRows(),
  translation: translationRows(),
  placement: placementRows(),
};

describe('what is written down about Nova', () => {
  it.for(novaReleases)('is what $compat does', async (release, context) => {
    const rows = Object.values(tables).flatMap((table) => table.filter(({ releases }) => releases.includes(release.compat)));
    const answers = await askNova<JsonObject>(
      release,
      rows.map(({ question }) => question),
    );
    if (!answers.ok) return context.skip(answers.reason);
    const told = rows.map(({ about, question }, index) => [about, shapeOf(question, answers.value[index] as JsonObject)]);
    const written = rows.map(({ about, expected }) => [about, expected]);
    expect(told).toEqual(written);
    const counts = Object.entries(tables).map(
      ([name, table]) => `${table.filter(({ releases }) => releases.includes(release.compat)).length} ${name}`,
    );
    await context.annotate(`${release.compat} (Nova ${release.version}): ${rows.length} rows hold: ${counts.join(', ')}`);
  });
});

/** What of an answer the tables speak of. */
function shapeOf({ ask }: NovaQuestion, answer: JsonObject): unknown {
  const shapes: Readonly<Record<string, (answer: never) => unknown>> = {
    detect: modelsIn,
    providers: ({ steps }: Reported) => steps.map(stepIn),
    request: requestIn,
    translate: (translated: Translated) => ('value' in translated ? groupIn(translated.value.groups['']) : translated),
    place: ({ steps }: Placed) =>
      steps.map(
        ({ status, candidates, message }) =>
          candidates?.map((each) => Object.keys(each).sort()) ?? [status, message?.split('\n').at(-1)?.trim()],
      ),
  };
  return shapes[ask]?.(answer as never);
}

function modelsIn({ first, again }: Detected): unknown {
  const spoken = ['supports_amd_sev', 'supports_amd_sev_es', 'supports_amd_sev_snp', 'supports_intel_tdx'].filter(
    (name) => name in first,
  );
  const said = spoken.map((name) => {
    const told = first[name];
    const second = again[name];
    const words = told === undefined || 'error' in told ? `${told?.error}` : told.value;
    return second === undefined ? words : `${words}, then ${'value' in second ? second.value : second.error}`;
  });
  return said;
}

function stepIn(step: Refreshed): unknown {
  if ('error' in step) return `${step.error}: ${step.message.replace(/^.*failed: /, '')}`;
  const held = Object.values(step.allocations).map((each) =>
    Object.keys(each)
      .filter((name) => each[name]?.MEM_ENCRYPTION_CONTEXT)
      .join(),
  );
  const providers = step.tree.map(({ name, inventory, traits }) =>
    [name, inventory.MEM_ENCRYPTION_CONTEXT?.total ?? 0, traits.join(' ')].join(' ').trim(),
  );
  return [...providers, ...held.map((name) => `held at ${name}`)];
}

function requestIn(checked: Checked): unknown {
  if (checked.image !== undefined) return checked.image.message;
  const { encryption } = checked;
  return 'error' in encryption ? `${encryption.status} ${encryption.error}: ${encryption.message}` : encryption.value;
}

function groupIn(
  group: { resources: Readonly<Record<string, number>>; required: readonly string[]; forbidden: readonly string[] } | undefined,
): unknown {
  return [
    group?.resources.MEM_ENCRYPTION_CONTEXT ?? 0,
    ...(group?.required ?? []),
    ...(group?.forbidden ?? []).map((name) => `!${name}`),
  ];
}
