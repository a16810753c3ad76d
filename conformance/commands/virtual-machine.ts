import type { GuestSpec } from '../../sim/contracts/commands.js';
import type { JsonObject } from '../../sim/core/json.js';
import { instanceSpec, launchSecurityOf } from './virtual-machine-instance.js';

/**
 * The VirtualMachine a user would write for a guest. Where the protection, or part of it, is written in an instance type or a
 * preference, the request is a `List` of those and the machine, so that it holds everything an admission looks at.
 */
export function virtualMachine(name: string, spec: GuestSpec): JsonObject {
  const written = spec.protectionIn ?? ['request'];
  const [sized, preferred] = [written.includes('instancetype'), written.includes('preference')];
  const machine: JsonObject = {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachine',
    metadata: { name, namespace: 'default' },
    spec: {
      ...(sized && { instancetype: { name, kind: 'VirtualMachineInstancetype' } }),
      ...(preferred && { preference: { name, kind: 'VirtualMachinePreference' } }),
      ...machineSpec(spec),
      template: { spec: templateSpec(spec, written.includes('request'), sized, preferred) },
    },
  };
  if (!sized && !preferred) return machine;
  const beside = [...(sized ? [instancetype(name, spec)] : []), ...(preferred ? [preference(name, spec)] : [])];
  return { apiVersion: 'v1', kind: 'List', items: [...beside, machine] };
}

/** How a machine is kept running, and what its instance looks like. */
export function machineSpec(spec: GuestSpec): JsonObject {
  return { runStrategy: 'Always', template: { spec: instanceSpec(spec) } };
}

/** With a preference, the machine says the opposite of something it prefers: what the user wrote must stay. */
function templateSpec(spec: GuestSpec, protects: boolean, sized: boolean, preferred: boolean): JsonObject {
  const template = instanceSpec(spec, { protection: !protects, size: sized });
  if (!preferred) return template;
  const domain = template.domain as JsonObject;
  return { ...template, domain: { ...domain, features: { ...(domain.features as JsonObject), acpi: { enabled: true } } } };
}

function instancetype(name: string, spec: GuestSpec): JsonObject {
  const launchSecurity = launchSecurityOf(spec);
  return {
    apiVersion: 'instancetype.kubevirt.io/v1beta1',
    kind: 'VirtualMachineInstancetype',
    metadata: { name, namespace: 'default' },
    spec: {
      cpu: { guest: spec.vcpus ?? 1 },
      memory: {
        guest: `${spec.memoryMib ?? 64}Mi`,
        ...(spec.maxMemoryMib !== undefined && { maxGuest: `${spec.maxMemoryMib}Mi` }),
      },
      ...(launchSecurity !== undefined && { launchSecurity }),
    },
  };
}

/** Where it is not the only one to protect the guest, the preference prefers another protection, which must not win. */
function preference(name: string, spec: GuestSpec): JsonObject {
  const alone = spec.protectionIn?.length === 1;
  const other = spec.protection === 'tdx' ? { snp: {} } : { tdx: {} };
  const preferredLaunchSecurity = alone || spec.protection === 'none' ? launchSecurityOf(spec) : other;
  return {
    apiVersion: 'instancetype.kubevirt.io/v1beta1',
    kind: 'VirtualMachinePreference',
    metadata: { name, namespace: 'default' },
    spec: {
      features: { preferredAcpi: { enabled: false } },
      ...(preferredLaunchSecurity !== undefined && { preferredLaunchSecurity }),
    },
  };
}
