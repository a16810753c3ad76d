import type { XmlNode } from '../../../core/xml-reader.js';

/** The devices of one document while its defaults are worked out, by kind, which is the element's name. */
export class DeviceList {
  readonly #byKind = new Map<string, readonly XmlNode[]>();

  constructor(devices: readonly XmlNode[]) {
    for (const device of devices) this.add(device);
  }

  /** Devices of one kind, in order. */
  of(kind: string): readonly XmlNode[] {
    return this.#byKind.get(kind) ?? [];
  }

  /** One more, after those of its kind. */
  add(device: XmlNode): void {
    this.#byKind.set(device.name, [...this.of(device.name), device]);
  }

  /** All of one kind, changed one by one. */
  change(kind: string, change: (device: XmlNode, index: number) => XmlNode): void {
    this.#byKind.set(kind, this.of(kind).map(change));
  }

  /** All of one kind, replaced. */
  set(kind: string, devices: readonly XmlNode[]): void {
    this.#byKind.set(kind, devices);
  }

  /** Kinds there are. */
  kinds(): readonly string[] {
    return [...this.#byKind.keys()];
  }

  /** All of them; kinds in no particular order. */
  all(): readonly XmlNode[] {
    return [...this.#byKind.values()].flat();
  }
}
