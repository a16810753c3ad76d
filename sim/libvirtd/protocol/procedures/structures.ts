/** The structures that several procedures carry. Source: libvirt 11.3.0 `src/remote/remote_protocol.x`. */
import {
  array,
  characters,
  domain,
  hyper,
  int,
  opaque,
  optionalString,
  string,
  struct,
  typedParameter,
  uhyper,
  uint,
  uuid,
} from '../layouts.js';
import { limits } from './limits.js';

/** `remote_nonnull_network`. */
export const network = struct({ name: string, uuid });

/** `remote_nonnull_storage_pool`. */
export const storagePool = struct({ name: string, uuid });

/** `remote_nonnull_node_device`. */
export const nodeDevice = struct({ name: string });

/** `remote_nonnull_secret`. */
export const secret = struct({ uuid, usageType: int, usageID: string });

/** `remote_node_get_cpu_stats`. */
export const nodeGetCpuStats = struct({ field: string, value: uhyper });

/** `remote_node_get_memory_stats`. */
export const nodeGetMemoryStats = struct({ field: string, value: uhyper });

/** `remote_domain_disk_error`. */
export const domainDiskError = struct({ disk: string, error: int });

/** `remote_domain_get_security_label_ret`. */
export const domainGetSecurityLabelRet = struct({ label: characters(limits.securityLabel), enforcing: int });

/** `remote_domain_fsinfo`. */
export const domainFsinfo = struct({
  mountpoint: string,
  name: string,
  fstype: string,
  devAliases: array(string, limits.domainFsinfoDisks),
});

/** `remote_domain_ip_addr`. */
export const domainIpAddr = struct({ type: int, addr: string, prefix: uint });

/** `remote_domain_interface`. */
export const domainInterface = struct({ name: string, hwaddr: optionalString, addrs: array(domainIpAddr, limits.domainIpAddr) });

/** `remote_vcpu_info`. */
export const vcpuInfo = struct({ number: uint, state: int, cpuTime: uhyper, cpu: int });

/** `remote_domain_memory_stat`. */
export const domainMemoryStat = struct({ tag: int, val: uhyper });

/** `remote_domain_stats_record`. */
export const domainStatsRecord = struct({ dom: domain, params: array(typedParameter, limits.connectGetAllDomainStats) });

/** `remote_domain_iothread_info`. */
export const domainIothreadInfo = struct({ iothreadId: uint, cpumap: opaque(limits.cpumap) });

/** `remote_nonnull_domain_snapshot`. */
export const domainSnapshot = struct({ name: string, dom: domain });

/** `remote_nonnull_domain_checkpoint`. */
export const domainCheckpoint = struct({ name: string, dom: domain });

/** `remote_network_dhcp_lease`. */
export const networkDhcpLease = struct({
  iface: string,
  expirytime: hyper,
  type: int,
  mac: optionalString,
  iaid: optionalString,
  ipaddr: string,
  prefix: uint,
  hostname: optionalString,
  clientid: optionalString,
});

/** `remote_nonnull_network_port`. */
export const networkPort = struct({ net: network, uuid });

/** `remote_nonnull_interface`. */
export const hostInterface = struct({ name: string, mac: string });

/** `remote_nonnull_nwfilter`. */
export const nwfilter = struct({ name: string, uuid });

/** `remote_nonnull_nwfilter_binding`. */
export const nwfilterBinding = struct({ portdev: string, filtername: string });

/** `remote_nonnull_storage_vol`. */
export const storageVol = struct({ pool: string, name: string, key: string });

/** `remote_domain_event_lifecycle_msg`. */
export const domainEventLifecycleMsg = struct({ dom: domain, event: int, detail: int });

/** `remote_domain_event_reboot_msg`. */
export const domainEventRebootMsg = struct({ dom: domain });

/** `remote_domain_event_rtc_change_msg`. */
export const domainEventRtcChangeMsg = struct({ dom: domain, offset: hyper });

/** `remote_domain_event_watchdog_msg`. */
export const domainEventWatchdogMsg = struct({ dom: domain, action: int });

/** `remote_domain_event_io_error_msg`. */
export const domainEventIoErrorMsg = struct({ dom: domain, srcPath: string, devAlias: string, action: int });

/** `remote_domain_event_graphics_address`. */
export const domainEventGraphicsAddress = struct({ family: int, node: string, service: string });

/** `remote_domain_event_graphics_identity`. */
export const domainEventGraphicsIdentity = struct({ type: string, name: string });

/** `remote_domain_event_graphics_msg`. */
export const domainEventGraphicsMsg = struct({
  dom: domain,
  phase: int,
  local: domainEventGraphicsAddress,
  remote: domainEventGraphicsAddress,
  authScheme: string,
  subject: array(domainEventGraphicsIdentity, limits.domainEventGraphicsIdentity),
});

/** `remote_domain_event_io_error_reason_msg`. */
export const domainEventIoErrorReasonMsg = struct({
  dom: domain,
  srcPath: string,
  devAlias: string,
  action: int,
  reason: string,
});

/** `remote_domain_event_control_error_msg`. */
export const domainEventControlErrorMsg = struct({ dom: domain });

/** `remote_domain_event_block_job_msg`. */
export const domainEventBlockJobMsg = struct({ dom: domain, path: string, type: int, status: int });

/** `remote_domain_event_disk_change_msg`. */
export const domainEventDiskChangeMsg = struct({
  dom: domain,
  oldSrcPath: optionalString,
  newSrcPath: optionalString,
  devAlias: string,
  reason: int,
});

/** `remote_domain_event_tray_change_msg`. */
export const domainEventTrayChangeMsg = struct({ dom: domain, devAlias: string, reason: int });

/** `remote_domain_event_pmwakeup_msg`. */
export const domainEventPmwakeupMsg = struct({ dom: domain });

/** `remote_domain_event_pmsuspend_msg`. */
export const domainEventPmsuspendMsg = struct({ dom: domain });

/** `remote_domain_event_balloon_change_msg`. */
export const domainEventBalloonChangeMsg = struct({ dom: domain, actual: uhyper });

/** `remote_domain_event_pmsuspend_disk_msg`. */
export const domainEventPmsuspendDiskMsg = struct({ dom: domain });

/** `remote_domain_event_device_removed_msg`. */
export const domainEventDeviceRemovedMsg = struct({ dom: domain, devAlias: string });
