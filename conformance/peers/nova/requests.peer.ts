import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../sim/core/json.js';
import type { Checked, Translated } from './answers.js';
import { askNova } from './ask-nova.js';
import { compared } from './known-differences.js';
import { novaReleases } from './nova-releases.js';
import { ourNova } from './our-nova.js';
import {
  checksOf,
  everyEncryptionRequest,
  everyOtherRequest,
  mixedRequests,
  type NovaRequest,
  translationOf,
} from './requests.js';

// What becomes of a request: whether the API takes it, in which words it refuses, and what placement is asked for it. Nova's own code and our
// stack, on every combination of flavor and image that decides about encryption, firmware and locked memory.

describe('a request for a server', () => {
  const requests = [...everyEncryptionRequest(), ...everyOtherRequest(), ...mixedRequests(1000)];

  it.for(novaReleases)('is judged by $compat as by ours', async (release, context) => {
    const answers = await askNova<Checked & JsonObject>(release, requests.map(checksOf));
    if (!answers.ok) return context.skip(answers.reason);
    const subject = ourNova(release);
    const pairs = requests.map((request, index) => ({
      about: JSON.stringify({ ...request.flavor.extraSpecs, ...request.image.properties }),
      theirs: saidByNova(answers.value[index]),
      ours: said(subject.admit(requestOf(request), {})),
    }));
    const { wrong, counts } = compared('requests', release, pairs);
    expect(wrong).toEqual([]);
    await context.annotate(`${release.compat} (Nova ${release.version}), the API: ${counts}`);
  });

  it.for(novaReleases)('asks of placement with $compat what it does with ours', async (release, context) => {
    const sample = [
      ...everyEncryptionRequest().filter((_, index) => index % 7 === 0),
      ...everyOtherRequest(),
      ...mixedRequests(1000),
    ];
    const answers = await askNova<Translated & JsonObject>(release, sample.map(translationOf));
    if (!answers.ok) return context.skip(answers.reason);
    const subject = ourNova(release);
    const pairs = sample.flatMap((request, index) => {
      const admitted = subject.admit(requestOf(request), {});
      const answer = answers.value[index];
      if (!admitted.allowed || answer === undefined) return [];
      const { resources, required = [], forbidden = [] } = subject.claim(admitted.guest, {});
      return [
        {
          about: JSON.stringify({ ...request.flavor.extraSpecs, ...request.image.properties }),
          theirs: 'error' in answer ? `${answer.error}: ${answer.message}` : groupOf(answer.value.groups['']),
          ours: groupOf({ resources, required, forbidden }),
        },
      ];
    });
    const { wrong, counts } = compared('translation', release, pairs);
    expect(wrong).toEqual([]);
    await context.annotate(`${release.compat} (Nova ${release.version}), translation: ${counts}`);
  });
});

/** As our stack takes it; Nova's flavor has 2 vCPUs and 2048 MiB. */
function requestOf({ flavor, image }: NovaRequest): JsonObject {
  return {
    server: { name: 'guest' },
    flavor: { name: flavor.name, vcpus: 2, ram: 2048, extra_specs: flavor.extraSpecs },
    image: image as JsonObject,
  };
}

function saidByNova(checked: Checked | undefined): string {
  const { api } = checked ?? {};
  if (api === undefined || 'value' in api) return api === undefined ? 'no answer' : 'taken';
  return `${api.status} ${api.error}: ${api.status === 500 ? untold(api.error) : api.message}`;
}

/** Words of an exception nobody expected are kept in the log. Source: nova `api/openstack/wsgi.py` (expected_errors). */
function untold(type: string): string {
  const report =
    'Unexpected API Error. Please report this at http://bugs.launchpad.net/nova/ and attach the Nova API log if possible.';
  return `${report}\n<class 'nova.exception.${type}'>`;
}

type Admitted = ReturnType<ReturnType<typeof ourNova>['admit']>;

function said(decision: Admitted): string {
  if (decision.allowed) return 'taken';
  return decision.causes.map(({ type, message, httpCode }) => `${httpCode} ${type}: ${message}`).join(', ');
}

interface Group {
  readonly resources: Readonly<Record<string, number>>;
  readonly required: readonly string[];
  readonly forbidden: readonly string[];
}

/** Disks are left out: our flavors have none. */
function groupOf(group: Group | undefined): unknown {
  const { DISK_GB: _, ...resources } = group?.resources ?? {};
  const counts = Object.entries(resources).sort(([left], [right]) => (left < right ? -1 : 1));
  return [
    ...counts.map(([name, count]) => `${name} ${count}`),
    ...[...(group?.required ?? [])].sort(),
    ...[...(group?.forbidden ?? [])].sort().map((name) => `!${name}`),
  ];
}
