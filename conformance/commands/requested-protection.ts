import { confidentialProtections, type Protection } from '../../sim/contracts/protection.js';
import type { Json, JsonObject } from '../../sim/core/json.js';

/**
 * Which protection a KubeVirt object asks for, wherever its template, its instance type or its preference says so; the first one of
 * several. What is only preferred counts where nobody says anything.
 */
export function requestedProtection(request: JsonObject): Protection {
  const launchSecurity = memberIn(request, 'launchSecurity') ?? memberIn(request, 'preferredLaunchSecurity');
  if (launchSecurity === undefined) return 'none';
  const { sev, snp, tdx } = launchSecurity;
  const encrypted = isObject(sev) && isObject(sev.policy) && sev.policy.encryptedState === true;
  const wanted: Readonly<Record<Exclude<Protection, 'none'>, boolean>> = {
    sev: isObject(sev) && !encrypted,
    'sev-es': encrypted,
    snp: isObject(snp),
    tdx: isObject(tdx),
  };
  return confidentialProtections.find((protection) => wanted[protection]) ?? 'none';
}

function memberIn(value: Json | undefined, name: string): JsonObject | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const found = key === name && isObject(inner) ? inner : memberIn(inner, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
