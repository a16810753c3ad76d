/** Shims of kata-deploy that run QEMU on x86-64, in the order they are told. */
export const shims = ['qemu', 'qemu-snp', 'qemu-tdx', 'qemu-coco-dev'] as const;

/** One of {@link shims}. */
export type Shim = (typeof shims)[number];

/** Handler and RuntimeClass of a shim have one name. */
export function handlerOf(shim: Shim): string {
  return `kata-${shim}`;
}

/** The shim a handler starts; undefined for a name kata-deploy has not given. */
export function shimOfHandler(handler: string): Shim | undefined {
  return shims.find((shim) => handlerOf(shim) === handler);
}
