import { expect, it } from 'vitest';
import { sevClusterRoles, subresourceGroup } from './cluster-roles.js';
import { subresources } from './run/subresources.js';

const sev = [...subresources].filter(([name]) => name.startsWith('sev/'));

it('who may administer or edit may do everything that the attestation of a SEV guest needs', () => {
  const needed = sev.map(([name, { resource, method }]) => `${method === 'GET' ? 'get' : 'update'} ${resource}/${name}`).sort();
  for (const role of ['kubevirt.io:admin', 'kubevirt.io:edit']) expect(grantedBy(role)).toEqual(needed);
});

it('who may view can look at certificates and measurements, and hand nothing in', () => {
  expect(grantedBy('kubevirt.io:view')).toEqual([
    'get virtualmachineinstances/sev/fetchcertchain',
    'get virtualmachineinstances/sev/querylaunchmeasurement',
  ]);
});

it('all of it is in a group of its own', () => {
  expect(subresourceGroup).toBe('subresources.kubevirt.io');
});

function grantedBy(role: string): readonly string[] {
  return (sevClusterRoles[role] ?? []).flatMap(({ verb, resources }) => resources.map((name) => `${verb} ${name}`)).sort();
}
