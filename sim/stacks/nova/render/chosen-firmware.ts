/** The firmware of a guest that boots with UEFI. */
export interface Firmware {
  /** Secure boot, yes or no. */
  readonly secure: boolean;
  readonly stateless: boolean;
  /** The files that are used; absent: libvirt chooses. */
  readonly files?: FirmwareFiles;
  /** System management mode is said to be on. */
  readonly smm: boolean;
}

/** Files of firmware: the loader, and the variable store with what it is copied from. */
export interface FirmwareFiles {
  readonly loader: string;
  readonly type?: string;
  readonly readonly?: string;
  readonly nvram?: string;
  readonly template?: string;
}
