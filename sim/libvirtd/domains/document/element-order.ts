/**
 * In which order libvirt writes what it knows, wherever that is not how the user wrote it. An element of a list that is not named here
 * is not known to libvirt and is dropped; attributes that are not named follow in the user's order.
 * Source: libvirt 11.3.0 `src/conf/domain_conf.c`, functions `virDomain…Format`.
 */

/** Children by parent: `<domain>` and the parents directly inside; everything else in them is dropped, as libvirt does. */
export const childOrder: Readonly<Record<string, readonly string[]>> = {
  domain:
    words(`name uuid genid title description metadata maxMemory memory currentMemory blkiotune memtune memoryBacking vcpu vcpus
    iothreads iothreadids defaultiothread throttlegroups cputune numatune resource sysinfo bootloader bootloader_args os idmap features
    cpu clock on_poweroff on_reboot on_crash on_lockfailure pm perf devices seclabel keywrap launchSecurity qemu:commandline
    qemu:capabilities qemu:override qemu:deprecation`),
  os: words(
    'type firmware init initarg initenv initdir inituser initgroup loader nvram varstore kernel initrd cmdline shim dtb root acpi boot bootmenu bios smbios',
  ),
  devices:
    words(`emulator disk controller lease filesystem interface smartcard serial parallel console channel input tpm graphics sound
    audio video hostdev redirdev redirfilter hub watchdog memballoon rng nvram panic shmem memory iommu vsock crypto pstore`),
  features:
    words(`acpi apic pae hap viridian privnet hyperv kvm xen pvspinlock pmu vmport gic smm tseg ioapic hpt htm nested-hv msrs
    ccf-assist capabilities vmcoreinfo tcg async-teardown cfpc sbbc ibs ras ps2 aia`),
  clock: ['timer'],
  cpu: words('model vendor topology maxphysaddr cache feature numa'),
  launchSecurity:
    words(`cbitpos reducedPhysBits policy dhCert session guestVisibleWorkarounds idBlock idAuth hostData mrConfigId mrOwner
    mrOwnerConfig quoteGenerationService`),
};

/** Children of devices, and of their parts; children that are not named come first, in the user's order. */
export const deviceChildOrder: Readonly<Record<string, readonly string[]>> = {
  disk: words(`driver auth source backingStore backenddomain geometry blockio mirror target iotune throttlefilters readonly shareable
    transient encryption serial wwn vendor product boot alias address`),
  controller: words('driver model target pcihole64 master alias address'),
  filesystem: words('driver binary idmap source target readonly space_hard_limit space_soft_limit boot alias address'),
  interface:
    words(`mac source vlan virtualport bandwidth port ip route portForward script downscript backenddomain target guest model
    driver backend filterref tune link mtu coalesce teaming boot rom acpi alias address`),
  serial: words('source protocol log target alias address'),
  parallel: words('source protocol log target alias address'),
  console: words('source protocol log target alias address'),
  channel: words('source protocol log target alias address'),
  input: words('driver source alias address'),
  tpm: words('backend alias address'),
  sound: words('codec audio driver alias address'),
  video: words('driver model alias address'),
  hostdev: words('driver source teaming boot rom acpi alias address'),
  redirdev: words('source protocol boot alias address'),
  watchdog: words('alias address'),
  memballoon: words('stats driver alias address'),
  rng: words('rate backend driver alias address'),
  panic: words('alias address'),
  shmem: words('model size server msi alias address'),
  memory: words('uuid source target alias address'),
  iommu: words('driver alias address'),
  vsock: words('cid driver alias address'),
  crypto: words('backend driver alias address'),
};

/** Attributes by element. */
export const attributeOrder: Readonly<Record<string, readonly string[]>> = {
  domain: ['type', 'id'],
  memory: ['model', 'access', 'discard', 'dumpCore', 'unit'],
  vcpu: words('placement cpuset current'),
  type: ['arch', 'machine'],
  loader: words('readonly secure type stateless format'),
  nvram: words('type template templateFormat format'),
  feature: words('enabled policy name'),
  cpu: words('mode match check migratable deprecated_features'),
  model: words('type name fallback vendor_id ram vram vram64 vgamem heads blob edid primary value'),
  topology: words('sockets dies clusters cores threads'),
  clock: words('offset adjustment basis timezone start'),
  timer: words('name present tickpolicy track frequency mode'),
  launchSecurity: words('type kernelHashes authorKey vcek'),
  disk: words('type device model rawio sgio snapshot'),
  driver: words(`name type cache error_policy rerror_policy io ioeventfd event_idx copy_on_read discard iothread detect_zeroes
    discard_no_unref queues queue_size txmode rx_queue_size tx_queue_size rss rss_hash_report packed iommu ats page_per_vq`),
  target: words('type address dev bus tray name chassis port path state'),
  controller: words('type index model ports vectors maxGrantFrames'),
  interface: words('type managed trustGuestRxFilters'),
  address: words('type domain controller bus target unit slot function multifunction port iobase irq'),
  graphics: words(
    'type socket port tlsPort autoport websocket websocketGenerated listen keymap defaultMode passwd passwdValidTo connected sharePolicy',
  ),
  listen: words('type address network socket'),
  filesystem: words('type accessmode fmode dmode multidevs model'),
  hostdev: words('mode type sgio managed rawio model display ramfb'),
  input: words('type bus model'),
  watchdog: ['model', 'action'],
  memballoon: words('model autodeflate freePageReporting'),
  boot: words('dev order loadparm'),
  serial: ['type', 'tty'],
  console: ['type', 'tty'],
};

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
