import type { Choices } from '../choices.js';
import { usesSecureExecution, usesSev, type VirtualMachineInstance } from '../vmi.js';
import type { Condition } from './conditions.js';

/** Something that keeps a guest on its node. */
interface Obstacle {
  readonly reason: string;
  readonly message: string;
}

/**
 * Can the guest move to another node? The first obstacle is named: network, devices, encryption, disks, in that order. An
 * encrypted guest can never move; which reason it shows may be another one's.
 * Source: KubeVirt v1.9 `pkg/virt-handler/vm.go` (calculateLiveMigrationCondition).
 */
export function liveMigratable(vmi: VirtualMachineInstance, choices: Choices): Condition {
  const [first] = [...hardwareObstacles(vmi), ...encryptionObstacles(vmi, choices), ...diskObstacles(vmi)];
  return first === undefined ? { type: 'LiveMigratable', status: 'True' } : { type: 'LiveMigratable', status: 'False', ...first };
}

/**
 * Can its storage move while it runs? All obstacles are listed; IBM Secure Execution is not among them.
 * Source: KubeVirt v1.9 `pkg/virt-handler/vm.go` (calculateLiveStorageMigrationCondition).
 */
export function storageLiveMigratable(vmi: VirtualMachineInstance, choices: Choices): Condition {
  const obstacles = [
    ...hardwareObstacles(vmi),
    ...encryptionObstacles(vmi, choices).filter(({ reason }) => reason !== secureExecutionReason),
  ];
  if (obstacles.length === 0) return { type: 'StorageLiveMigratable', status: 'True' };
  const message = obstacles.map((obstacle) => `${obstacle.reason}: ${obstacle.message}`).join(', ');
  return { type: 'StorageLiveMigratable', status: 'False', reason: 'NotMigratable', message };
}

const secureExecutionReason = 'SecureExecutionNotLiveMigratable';

function hardwareObstacles(vmi: VirtualMachineInstance): readonly Obstacle[] {
  const { hostDevices = [], gpus = [] } = vmi.spec.domain.devices ?? {};
  return [
    ...networkObstacles(vmi),
    ...(hostDevices.length > 0 ? [hostDevice('VMI specifies non-migratable generic PCI host device')] : []),
    ...(hostDevices.length === 0 && gpus.length > 0 ? [hostDevice(wordsForGpus(gpus.length))] : []),
  ];
}

/** SEV hides TDX, should both be there. */
function encryptionObstacles(vmi: VirtualMachineInstance, choices: Choices): readonly Obstacle[] {
  const sev = usesSev(vmi) && choices.cannotMigrate('SEV');
  const tdx = !usesSev(vmi) && vmi.spec.domain.launchSecurity?.tdx !== undefined && choices.cannotMigrate('TDX');
  const secureExecution = usesSecureExecution(vmi) && choices.cannotMigrate('Secure Execution');
  return [
    ...(sev ? [{ reason: 'SEVNotLiveMigratable', message: 'VMI uses SEV' }] : []),
    ...(tdx ? [{ reason: 'TDXNotLiveMigratable', message: 'VMI uses TDX' }] : []),
    ...(secureExecution ? [{ reason: secureExecutionReason, message: 'VMI uses Secure Execution' }] : []),
  ];
}

/** Claims could be shared, but nothing here says that they are. */
function diskObstacles({ spec }: VirtualMachineInstance): readonly Obstacle[] {
  return (spec.volumes ?? []).flatMap(({ persistentVolumeClaim, dataVolume }) => {
    const claim = persistentVolumeClaim?.claimName ?? dataVolume?.name;
    if (claim === undefined) return [];
    const message =
      `cannot migrate VMI: Unable to determine if PVC ${claim} is shared, ` +
      'live migration requires that all PVCs must be shared (using ReadWriteMany access mode)';
    return [{ reason: 'DisksNotLiveMigratable', message }];
  });
}

/** A guest on the pod network must reach it through masquerade, unless a bridge is explicitly allowed to move. */
function networkObstacles({ metadata, spec }: VirtualMachineInstance): readonly Obstacle[] {
  const interfaces = spec.domain.devices?.interfaces ?? [];
  const podNetwork = spec.networks?.find(({ pod }) => pod !== undefined);
  if (interfaces.length === 0 || podNetwork === undefined) return [];
  const primary = interfaces.find(({ name }) => name === podNetwork.name);
  if (primary === undefined) return [network(`no primary interface found for network ${podNetwork.name}`)];
  const allowed = metadata.annotations?.['kubevirt.io/allow-pod-bridge-network-live-migration'] !== undefined;
  if (primary.masquerade !== undefined || (primary.bridge !== undefined && allowed)) return [];
  return [network('cannot migrate VMI which does not use masquerade or a migratable plugin to connect to the pod network')];
}

function network(message: string): Obstacle {
  return { reason: 'InterfaceNotLiveMigratable', message };
}

function hostDevice(message: string): Obstacle {
  return { reason: 'HostDeviceNotLiveMigratable', message };
}

function wordsForGpus(count: number): string {
  if (count > 1) return 'VMI specifies too many GPUs';
  return 'VMI specifies a GPU but feature gate VGPULiveMigration is not enabled';
}
