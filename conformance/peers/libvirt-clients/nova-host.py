"""What Nova's own host detection makes of a libvirtd and of /sys: one line of JSON. Arguments: URI, [libvirt] cpu_mode."""

import json
import os
import sys
import warnings

warnings.simplefilter("ignore")
os.environ["OS_NOVA_DISABLE_EVENTLET_PATCHING"] = "true"

import nova.conf
from nova.virt.libvirt import host as libvirt_host

CONF = nova.conf.CONF


def main():
    uri, cpu_mode = sys.argv[1:3]
    CONF([], project="nova", default_config_files=[])
    CONF.set_override("virt_type", "kvm", group="libvirt")
    CONF.set_override("cpu_mode", cpu_mode, group="libvirt")
    host = libvirt_host.Host(uri)
    host.initialize()
    inventories = host.get_mem_encryption_inventories()
    print(json.dumps({
        "inventories": inventories,
        "uefi": host.supports_uefi,
        "secure_boot": host.supports_secure_boot,
        "mem_encryption": host.supports_mem_encryption,
        "hostname": host.get_hostname(),
        "type": host.get_driver_type(),
        "version": host.get_version(),
        "memory_mb": host.get_memory_mb_total(),
        "cpus": sorted(host.get_online_cpus()),
        "machines": sorted(name for name in host.get_domain_capabilities()["x86_64"]),
        "guests": len(host.list_guests(only_running=False)),
    }), flush=True)
    # Nova's event threads never end.
    os._exit(0)


main()
