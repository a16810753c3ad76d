import type { Shim } from '../runtime-class/shims.js';

/** Keys of `[hypervisor.qemu]` and `[runtime]` in a configuration-qemu-*.toml that this stack reads, all with their values. */
export interface Configuration {
  readonly confidential_guest: boolean;
  readonly sev_snp_guest: boolean;
  readonly snp_id_block: string;
  readonly snp_id_auth: string;
  readonly snp_guest_policy: number;
  /** File of the host's certificate chain; releases since 3.14 ignore it. */
  readonly snp_certs_path: string;
  /** 0: the service's socket where there is one, else port 4050. */
  readonly tdx_quote_generation_service_socket_port: number;
  readonly firmware: string;
  readonly kernel: string;
  readonly image: string;
  readonly kernel_params: string;
  /** Accepted; the image here needs none. */
  readonly kernel_verity_params: string;
  readonly default_vcpus: number;
  /** In MiB. */
  readonly default_memory: number;
  /** Memory of the guest is what its containers may use besides `default_memory`, from the beginning. */
  readonly static_sandbox_resource_mgmt: boolean;
  readonly block_device_driver: string;
  readonly enable_iommu: boolean;
  readonly enable_annotations: readonly string[];
  /** `cc_init_data` of the file: taken where a pod has none of its own. */
  readonly initdata: string;
}

const share = '/opt/kata/share';

/** Confidential guests: what the three files have in common. */
const confidential: Configuration = {
  confidential_guest: true,
  sev_snp_guest: false,
  snp_id_block: '',
  snp_id_auth: '',
  snp_guest_policy: 0,
  snp_certs_path: '',
  tdx_quote_generation_service_socket_port: 0,
  firmware: '',
  kernel: `${share}/kata-containers/vmlinuz-confidential.container`,
  image: `${share}/kata-containers/kata-containers-confidential.img`,
  kernel_params: '',
  kernel_verity_params: '',
  default_vcpus: 1,
  default_memory: 2048,
  static_sandbox_resource_mgmt: true,
  block_device_driver: 'virtio-scsi',
  enable_iommu: false,
  enable_annotations: [
    'enable_iommu',
    'kernel_params',
    'kernel_verity_params',
    'default_vcpus',
    'default_memory',
    'cc_init_data',
  ],
  initdata: '',
};

/**
 * The files as kata-deploy delivers them, paths below its own directory.
 * Source: kata-containers 7c6ba40c54 `src/runtime/config/configuration-qemu{,-snp,-tdx,-coco-dev}.toml.in`, `src/runtime/Makefile`.
 */
export const deliveredConfiguration: Readonly<Record<Shim, Configuration>> = {
  qemu: {
    ...confidential,
    confidential_guest: false,
    kernel: `${share}/kata-containers/vmlinux.container`,
    image: `${share}/kata-containers/kata-containers.img`,
    static_sandbox_resource_mgmt: false,
    enable_annotations: [
      'enable_iommu',
      'virtio_fs_extra_args',
      'kernel_params',
      'kernel_verity_params',
      'default_vcpus',
      'default_memory',
    ],
  },
  'qemu-snp': {
    ...confidential,
    sev_snp_guest: true,
    snp_guest_policy: 196608,
    firmware: `${share}/ovmf/AMDSEV.fd`,
  },
  'qemu-tdx': { ...confidential, firmware: `${share}/ovmf/OVMF.inteltdx.fd` },
  'qemu-coco-dev': { ...confidential, confidential_guest: false },
};
