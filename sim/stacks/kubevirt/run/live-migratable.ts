import type { Choices } from '../choices.js';
import { isOn, usesSecureExecution, usesSev, type VirtualMachineInstance } from '../vmi.js';
import type { Condition } from './conditions.js';

/** Something that keeps a guest on its node. */
interface Obstacle {
  readonly reason: string;
  readonly message: string;
}

/**
 * Can the guest move to another node? The first obstacle is named: network, devices, encryption, clock, disks, in that order. An
 * encrypted guest can never move; which reason it shows may be another one's.
 * Source: KubeVirt v1.9 `pkg/virt-handler/vm.go` (calculateLiveMigrationCondition).
 */
export function liveMigratable(vmi: VirtualMachineInstance, choices: Choices): Condition {
  const obstacle =
    networkObstacle(vmi) ??
    deviceObstacle(vmi) ??
    encryptionObstacle(vmi, choices) ??
    clockObstacle(vmi) ??
    passthroughObstacle(vmi) ??
    diskObstacle(vmi);
  return obstacle === undefined ? migratable : { type: 'LiveMigratable', status: 'False', ...obstacle };
}

/**
 * Can its storage move while it runs? All obstacles but disks are listed.
 * Source: KubeVirt v1.9 `pkg/virt-handler/vm.go` (calculateLiveStorageMigrationCondition).
 */
export function storageLiveMigratable(vmi: VirtualMachineInstance, choices: Choices): Condition {
  const encryption = encryptionObstacle(vmi, choices);
  const forgotten = encryption === secureExecution && !choices.storageKnowsSecureExecution;
  const words: string[] = [];
  for (const obstacle of [
    networkObstacle(vmi),
    deviceObstacle(vmi),
    forgotten ? undefined : encryption,
    reservationObstacle(vmi),
    clockObstacle(vmi),
    passthroughObstacle(vmi),
  ]) {
    if (obstacle !== undefined) words.push(`${obstacle.reason}: ${obstacle.message}`);
  }
  if (words.length === 0) return storageMigratable;
  return { type: 'StorageLiveMigratable', status: 'False', reason: 'NotMigratable', message: words.join(', ') };
}

const migratable: Condition = { type: 'LiveMigratable', status: 'True' };
const storageMigratable: Condition = { type: 'StorageLiveMigratable', status: 'True' };

const sev: Obstacle = { reason: 'SEVNotLiveMigratable', message: 'VMI uses SEV' };
const tdx: Obstacle = { reason: 'TDXNotLiveMigratable', message: 'VMI uses TDX' };
const secureExecution: Obstacle = { reason: 'SecureExecutionNotLiveMigratable', message: 'VMI uses Secure Execution' };

/** SEV hides TDX, should both be there. */
function encryptionObstacle(vmi: VirtualMachineInstance, { cannotMigrate }: Choices): Obstacle | undefined {
  if (vmi.spec.domain.launchSecurity === undefined) return undefined;
  if (usesSev(vmi)) return cannotMigrate('SEV') ? sev : undefined;
  if (vmi.spec.domain.launchSecurity.tdx !== undefined) return cannotMigrate('TDX') ? tdx : undefined;
  return usesSecureExecution(vmi) && cannotMigrate('Secure Execution') ? secureExecution : undefined;
}

function deviceObstacle({ spec }: VirtualMachineInstance): Obstacle | undefined {
  const { hostDevices = [], gpus = [] } = spec.domain.devices ?? {};
  if (hostDevices.length > 0) return hostDevice('VMI specifies non-migratable generic PCI host device');
  if (gpus.length > 1) return hostDevice('VMI specifies too many GPUs');
  if (gpus.length === 0) return undefined;
  return hostDevice('VMI specifies a GPU but feature gate VGPULiveMigration is not enabled');
}

/** A guest on the pod network must reach it through masquerade, unless a bridge is explicitly allowed to move. */
function networkObstacle({ metadata, spec }: VirtualMachineInstance): Obstacle | undefined {
  const interfaces = spec.domain.devices?.interfaces ?? [];
  const podNetwork = spec.networks?.find(({ pod }) => pod !== undefined);
  if (interfaces.length === 0 || podNetwork === undefined) return undefined;
  const primary = interfaces.find(({ name }) => name === podNetwork.name);
  if (primary === undefined) return network(`no primary interface found for network ${podNetwork.name}`);
  const allowed = metadata.annotations?.['kubevirt.io/allow-pod-bridge-network-live-migration'] !== undefined;
  if (primary.masquerade !== undefined || (primary.bridge !== undefined && allowed)) return undefined;
  return network('cannot migrate VMI which does not use masquerade or a migratable plugin to connect to the pod network');
}

/** A Windows guest that watches its clock cannot move while no node says how fast its clock runs. */
function clockObstacle({ spec }: VirtualMachineInstance): Obstacle | undefined {
  if (!isOn(spec.domain.features?.hyperv?.reenlightenment)) return undefined;
  const message =
    'HyperV Reenlightenment VMIs cannot migrate when TSC Frequency is not exposed on the cluster: guest timers might be inconsistent';
  return { reason: 'NoTSCFrequencyNotLiveMigratable', message };
}

function passthroughObstacle({ spec }: VirtualMachineInstance): Obstacle | undefined {
  if (!isOn(spec.domain.features?.hypervPassthrough)) return undefined;
  return { reason: 'HypervPassthroughNotLiveMigratable', message: 'VMI uses hyperv passthrough' };
}

function reservationObstacle({ spec }: VirtualMachineInstance): Obstacle | undefined {
  if (spec.domain.devices?.disks?.some(({ lun }) => lun?.reservation === true) !== true) return undefined;
  return { reason: 'PersistentReservationNotLiveMigratable', message: 'VMI uses SCSI persistent reservation' };
}

/** Claims could be shared, but nothing here says that they are. */
function diskObstacle({ spec }: VirtualMachineInstance): Obstacle | undefined {
  for (const { persistentVolumeClaim, dataVolume } of spec.volumes ?? []) {
    const claim = persistentVolumeClaim?.claimName ?? dataVolume?.name;
    if (claim === undefined) continue;
    const message =
      `cannot migrate VMI: Unable to determine if PVC ${claim} is shared, ` +
      'live migration requires that all PVCs must be shared (using ReadWriteMany access mode)';
    return { reason: 'DisksNotLiveMigratable', message };
  }
  return undefined;
}

function network(message: string): Obstacle {
  return { reason: 'InterfaceNotLiveMigratable', message };
}

function hostDevice(message: string): Obstacle {
  return { reason: 'HostDeviceNotLiveMigratable', message };
}
