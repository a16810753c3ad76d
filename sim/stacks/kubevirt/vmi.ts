import type { Protection } from '../../contracts/protection.js';
import type { JsonObject } from '../../core/json.js';

/**
 * The part of a VirtualMachineInstance (`kubevirt.io/v1`) that decides how a confidential guest is admitted, placed, rendered
 * and run. Unknown fields pass through untouched. Source: KubeVirt v1.9 `staging/src/kubevirt.io/api/core/v1/schema.go`.
 */
export interface VirtualMachineInstance {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata: ObjectMeta;
  readonly spec: VmiSpec;
}

/** An instance as far as its user describes it: what is given no more than this cannot depend on a guest's name or annotations. */
export type Specified = Pick<VirtualMachineInstance, 'spec'>;

/** Kubernetes object metadata. */
export interface ObjectMeta {
  readonly name: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly finalizers?: readonly string[];
  readonly ownerReferences?: readonly OwnerReference[];
}

/** The object something was made by; the one that is its controller makes it anew. */
export interface OwnerReference {
  readonly kind: string;
  readonly name: string;
  readonly controller?: boolean;
}

/** What the user wants. */
export interface VmiSpec {
  /** Go's name of the architecture: `amd64`, `arm64`, `s390x`. */
  readonly architecture?: string;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly evictionStrategy?: string;
  readonly startStrategy?: string;
  readonly terminationGracePeriodSeconds?: number;
  readonly domain: DomainSpec;
  readonly networks?: readonly Network[];
  readonly volumes?: readonly Volume[];
  readonly livenessProbe?: Probe;
  readonly readinessProbe?: Probe;
}

/** The guest itself. */
export interface DomainSpec {
  readonly cpu?: Cpu;
  readonly memory?: Memory;
  readonly resources?: Resources;
  readonly machine?: { readonly type?: string };
  readonly firmware?: Firmware;
  readonly features?: Features;
  readonly launchSecurity?: LaunchSecurity;
  readonly devices?: Devices;
}

/** Virtual CPUs; zero and absent mean the same. */
export interface Cpu {
  readonly sockets?: number;
  readonly cores?: number;
  readonly threads?: number;
  /** Sockets the guest may grow to while it runs. */
  readonly maxSockets?: number;
  readonly model?: string;
  readonly features?: readonly { readonly name: string; readonly policy?: string }[];
  readonly dedicatedCpuPlacement?: boolean;
  /** Present when the guest must meet deadlines. */
  readonly realtime?: object;
}

/** Guest memory, as Kubernetes quantities. */
export interface Memory {
  readonly guest?: string;
  /** Memory the guest may grow to while it runs. */
  readonly maxGuest?: string;
  readonly hugepages?: { readonly pageSize?: string };
  /** Memory the user reserves beside the guest's, and whether all of it may be locked: `Required` or `NotRequired`. */
  readonly reservedOverhead?: { readonly addedOverhead?: string; readonly memLock?: string };
}

/** Resources of the guest's pod, as Kubernetes quantities. */
export interface Resources {
  readonly requests?: Readonly<Record<string, string>>;
  readonly limits?: Readonly<Record<string, string>>;
}

/** What the guest boots with. */
export interface Firmware {
  readonly uuid?: string;
  readonly serial?: string;
  readonly bootloader?: { readonly efi?: Efi; readonly bios?: { readonly useSerial?: boolean } };
  readonly kernelBoot?: KernelBoot;
}

/** A kernel given from outside the guest's disk: paths inside a container image, and its command line. */
export interface KernelBoot {
  readonly kernelArgs?: string;
  readonly container?: { readonly image?: string; readonly kernelPath?: string; readonly initrdPath?: string };
}

/** UEFI settings. */
export interface Efi {
  /** Absent means true. */
  readonly secureBoot?: boolean;
  /** Absent means false. */
  readonly persistent?: boolean;
}

/** A feature that is there, and on unless `enabled` is false. */
export interface Feature {
  readonly enabled?: boolean;
}

/** Hypervisor features. */
export interface Features {
  readonly acpi?: Feature;
  readonly apic?: Feature;
  readonly smm?: Feature;
  readonly hyperv?: { readonly reenlightenment?: { readonly enabled?: boolean } };
  readonly hypervPassthrough?: { readonly enabled?: boolean };
}

/** Memory encryption; exactly one member on amd64, none on s390x. */
export interface LaunchSecurity {
  readonly sev?: Sev;
  readonly snp?: Snp;
  readonly tdx?: Tdx;
}

/** SEV-SNP. Upstream's element is empty; the members are those VEP #80 leaves to later phases. */
export interface Snp {
  /** Guest policy in hexadecimal, `0x30000`. */
  readonly policy?: string;
  /** The firmware is to measure kernel, initrd and command line; needs a kernel boot. */
  readonly kernelHashes?: boolean;
}

/** TDX. Upstream's element is empty; the members are those of VEP #80's domain sketch, and those of Intel's fork in capitals. */
export interface Tdx {
  /** TD attributes in hexadecimal, `0x10000000`. */
  readonly policy?: string;
  /** 48 bytes in base64, as libvirt takes them. */
  readonly mrConfigId?: string;
  readonly mrOwner?: string;
  readonly mrOwnerConfig?: string;
  /** Intel's fork: address of the quote generation service, `vsock:2:4050`, `unix:/run/qgs` or `localhost:4050`. */
  readonly QGS?: string;
  /** Intel's article: SHA-384 of the TD's configuration, in hexadecimal. */
  readonly MRCONFIGID?: string;
}

/** SEV, or SEV-ES with `policy.encryptedState`. */
export interface Sev {
  readonly policy?: { readonly encryptedState?: boolean };
  /** Present when the owner wants to attest before launch. */
  readonly attestation?: object;
  /** Base64. */
  readonly session?: string;
  /** Base64. */
  readonly dhCert?: string;
}

/** Devices and what is attached without being asked for; absent `autoattach…` means true. */
export interface Devices {
  readonly disks?: readonly Disk[];
  readonly interfaces?: readonly Interface[];
  readonly rng?: object;
  readonly tpm?: { readonly enabled?: boolean; readonly persistent?: boolean };
  readonly hostDevices?: readonly HostDevice[];
  readonly gpus?: readonly HostDevice[];
  /** Attach a vsock device; absent means no. */
  readonly autoattachVSOCK?: boolean;
  readonly disableHotplug?: boolean;
  readonly useVirtioTransitional?: boolean;
  readonly autoattachPodInterface?: boolean;
  readonly autoattachGraphicsDevice?: boolean;
  readonly autoattachSerialConsole?: boolean;
  readonly autoattachMemBalloon?: boolean;
}

/** A device of the host that is passed through, by the extended resource its kind is announced as. */
export interface HostDevice {
  readonly name?: string;
  readonly deviceName?: string;
}

/** A disk; without a kind it is an ordinary one. */
export interface Disk {
  readonly name: string;
  readonly disk?: { readonly bus?: string; readonly readonly?: boolean };
  readonly lun?: { readonly bus?: string; readonly readonly?: boolean; readonly reservation?: boolean };
  readonly cdrom?: { readonly bus?: string; readonly readonly?: boolean; readonly tray?: string };
  readonly bootOrder?: number;
  readonly serial?: string;
}

/** A network interface; `model` absent means virtio. */
export interface Interface {
  readonly name: string;
  readonly model?: string;
  readonly macAddress?: string;
  readonly bootOrder?: number;
  readonly masquerade?: object;
  readonly bridge?: object;
}

/** A network to connect to; `pod` is the cluster's own. */
export interface Network {
  readonly name: string;
  readonly pod?: object;
}

/** A volume, its kind being the member that is set besides `name`. */
export interface Volume {
  readonly name: string;
  readonly containerDisk?: { readonly image?: string };
  readonly persistentVolumeClaim?: { readonly claimName?: string; readonly hotpluggable?: boolean };
  readonly dataVolume?: { readonly name?: string; readonly hotpluggable?: boolean };
  readonly emptyDisk?: object;
  readonly cloudInitNoCloud?: CloudInit;
  readonly cloudInitConfigDrive?: CloudInit;
}

/** Data a guest's first boot takes from outside; `secretRef` names a secret that holds the user data. */
export interface CloudInit {
  readonly userData?: string;
  readonly userDataBase64?: string;
  readonly secretRef?: object;
}

/** A probe of the pod; only probes that run a command cost memory, and only one that pings the guest agent survives a pause. */
export interface Probe {
  readonly exec?: object;
  readonly guestAgentPing?: object;
}

/** Annotation that tells virt-launcher where the quote generation service of TDX listens. */
export const qgsSocketAnnotation = 'kubevirt.io/qgs-socket-path';

/** An admitted object read as what it is. Only objects that went through the shape check of admission may be passed. */
export function vmiOf(object: JsonObject): VirtualMachineInstance {
  return object as unknown as VirtualMachineInstance;
}

/** The object form of an instance, as the API server keeps it. */
export function objectOf(vmi: VirtualMachineInstance): JsonObject {
  return vmi as unknown as JsonObject;
}

/** Namespace, with Kubernetes' default. */
export function namespaceOf(vmi: VirtualMachineInstance): string {
  return vmi.metadata.namespace ?? 'default';
}

/** How the guest is protected. With several types set, which admission prevents, SNP wins over SEV and SEV over TDX. */
export function protectionOf(vmi: Specified): Protection {
  const launchSecurity = vmi.spec.domain.launchSecurity;
  if (launchSecurity === undefined) return 'none';
  if (launchSecurity.snp !== undefined) return 'snp';
  if (launchSecurity.sev !== undefined) return launchSecurity.sev.policy?.encryptedState === true ? 'sev-es' : 'sev';
  return launchSecurity.tdx === undefined ? 'none' : 'tdx';
}

/** SEV, SEV-ES or SNP: what KubeVirt calls a SEV VMI. */
export function usesSev(vmi: Specified): boolean {
  const launchSecurity = vmi.spec.domain.launchSecurity;
  return launchSecurity?.sev !== undefined || launchSecurity?.snp !== undefined;
}

/** IBM Secure Execution: any launch security on s390x. */
export function usesSecureExecution(vmi: Specified): boolean {
  return vmi.spec.domain.launchSecurity !== undefined && vmi.spec.architecture === 's390x';
}

/** UEFI settings, or undefined for a guest that does not boot with UEFI. */
export function efiOf(vmi: Specified): Efi | undefined {
  return vmi.spec.domain.firmware?.bootloader?.efi;
}

/** Is a feature there and not switched off? */
export function isOn(feature: Feature | undefined): boolean {
  return feature !== undefined && feature.enabled !== false;
}

/** Does the guest start with its CPUs stopped? */
export function startsPaused(vmi: Specified): boolean {
  return vmi.spec.startStrategy === 'Paused';
}

/** Names of the interfaces a guest may boot from. */
export function bootableNics(vmi: Specified): readonly string[] {
  const interfaces = vmi.spec.domain.devices?.interfaces ?? [];
  return interfaces.filter(({ bootOrder }) => bootOrder !== undefined).map(({ name }) => name);
}

/** Number of vCPUs at boot; a factor that is zero or absent does not count. */
export function vcpuCount(cpu: Cpu | undefined): number {
  return (cpu?.sockets || 1) * (cpu?.cores || 1) * (cpu?.threads || 1);
}
