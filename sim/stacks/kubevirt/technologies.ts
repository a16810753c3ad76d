import { type KeyPool, type Technology, technologies } from '../../contracts/protection.js';
import type { AdmitCause } from '../../contracts/subject.js';
import type { Json, JsonObject } from '../../core/json.js';
import type { Choices } from './choices.js';

/** The choices of a release that does not know every technology: no label and no key ID speaks of what it never heard of. */
export function choicesKnowing(choices: Choices, known: readonly Technology[]): Choices {
  const counts = (pool: KeyPool): boolean => technologiesOfPool[pool].some((technology) => known.includes(technology));
  return { ...choices, labelledTechnologies: known, countedPools: choices.countedPools.filter(counts) };
}

/**
 * What the API server says of members its schema does not have, one cause each; none when all are known. Fields are checked strictly,
 * as kubectl asks for. Source: Kubernetes `apimachinery/pkg/runtime/error.go` (NewStrictDecodingError).
 */
export function unknownMembers(request: JsonObject, known: readonly Technology[]): readonly AdmitCause[] {
  if (known.length === technologies.length) return [];
  return launchSecuritiesIn(request, '').flatMap(([path, launchSecurity]) => {
    if (path.endsWith(preferred) && !known.includes('preference')) return [unknownField(path)];
    return members.flatMap(({ technology, member }) => {
      const isHere = !known.includes(technology) && has(launchSecurity, member.split('.'));
      return isHere ? [unknownField(`${path}.${member}`)] : [];
    });
  });
}

function unknownField(field: string): AdmitCause {
  return { type: 'BadRequest', message: `strict decoding error: unknown field "${field}"`, field };
}

const preferred = 'preferredLaunchSecurity';

const technologiesOfPool: Readonly<Record<KeyPool, readonly Technology[]>> = {
  sev: ['sev'],
  sev_es: ['sev-es', 'snp'],
  tdx: ['tdx'],
};

/** Members of `launchSecurity` that came with a technology. */
const members: readonly { readonly technology: Technology; readonly member: string }[] = [
  { technology: 'sev', member: 'sev' },
  { technology: 'sev-es', member: 'sev.policy' },
  { technology: 'attestation', member: 'sev.attestation' },
  { technology: 'attestation', member: 'sev.session' },
  { technology: 'attestation', member: 'sev.dhCert' },
  { technology: 'snp', member: 'snp' },
  { technology: 'tdx', member: 'tdx' },
];

/** Every `launchSecurity` in an object with its path: a template may have it deep inside, a list in its items. */
function launchSecuritiesIn(value: Json | undefined, path: string): readonly (readonly [string, Json | undefined])[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => launchSecuritiesIn(item as Json, `${path}[${index}]`));
  return Object.entries(value).flatMap(([key, inner]) => {
    const place = path === '' ? key : `${path}.${key}`;
    const isIt = key === 'launchSecurity' || key === preferred;
    return isIt ? [[place, inner] as const] : launchSecuritiesIn(inner, place);
  });
}

function has(value: Json | undefined, [key, ...rest]: readonly string[]): boolean {
  if (key === undefined) return value !== undefined;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return has((value as JsonObject)[key], rest);
}
