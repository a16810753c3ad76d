"""What a Host of Nova makes of a simulated host."""

from nova.virt.libvirt import driver as libvirt_driver

import simulated
from outcome import outcome

# In the order in which Nova's start asks for them.
PROPERTIES = ("supports_secure_boot", "supports_amd_sev", "supports_amd_sev_es", "supports_amd_sev_snp", "supports_intel_tdx",
              "supports_mem_encryption", "supports_uefi")
ATTRIBUTES = ("max_sev_guests", "max_sev_es_guests", "max_intel_tdx_guests")


def answer(question, documents):
    host = simulated.make_host(question["host"], documents)
    names = [name for name in question.get("properties", PROPERTIES + ATTRIBUTES) if hasattr(type(host), name)]
    first = {name: outcome(lambda: getattr(host, name)) for name in names}
    again = {name: outcome(lambda: getattr(host, name)) for name in names}
    floor = libvirt_driver.MIN_LIBVIRT_STATELESS_FIRMWARE
    return {
        "first": first,
        "again": {name: again[name] for name in names if again[name] != first[name]},
        "machines": outcome(lambda: sorted(host.get_domain_capabilities().get("x86_64", {}))),
        "stateless": host.has_min_version(lv_ver=floor),
    }
