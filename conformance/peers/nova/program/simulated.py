"""A compute host as Nova sees it: libvirt's answers and kernel files are those of a question, Nova's own code is not touched.

A host of a question:
  capabilities   name of the document of getCapabilities
  domains        "arch/machine" → name of a document, or {"code": …, "message": …} of a libvirtError; machine "-" is none given
  files          path → content; whatever is not there does not exist
  libvirt, qemu  version numbers, e.g. 11003000
  descriptors    file name → text of firmware descriptors, for a Nova that chooses firmware itself
  config         options of [libvirt]
  machines       order in which machine types are asked for; default: as in the capabilities document
"""

import builtins
import io
import os
import tempfile

import libvirt
import nova.conf
from nova.virt.libvirt import host as libvirt_host

CONF = nova.conf.CONF

SIMULATED = ("/sys/module/", "/sys/fs/cgroup/")


class Connection:
    """The calls of a libvirt connection that detection makes."""

    def __init__(self, host, documents):
        self.host = host
        self.documents = documents

    def getCapabilities(self):
        return self.documents[self.host["capabilities"]]

    def getDomainCapabilities(self, emulator, arch, machine, virt_type, flags):
        found = self.host["domains"].get("%s/%s" % (arch, machine or "-"), {"code": 8, "message": "the machine is not supported"})
        if isinstance(found, dict):
            raise libvirt_error(found["code"], found["message"])
        return self.documents[found]

    def baselineCPU(self, cpus, flags):
        raise libvirt_error(libvirt.VIR_ERR_NO_SUPPORT, "not in this simulation")

    def getLibVersion(self):
        return self.host["libvirt"]

    def getVersion(self):
        return self.host["qemu"]

    def getType(self):
        return "QEMU"

    def getHostname(self):
        return "node"


def libvirt_error(code, message):
    problem = libvirt.libvirtError(message)
    problem.err = (code, 10, message, 2, None, None, None, -1, -1)
    return problem


def make_host(question, documents):
    """A Host of Nova on a simulated one; kernel files are shown to all of Nova's host module until the next is made."""
    configure(question.get("config", {}))
    show_files(libvirt_host, question["files"])
    host = libvirt_host.Host("qemu:///system")
    connection = Connection(question, documents)
    host.get_connection = lambda: connection
    order(host, question.get("machines"))
    if hasattr(libvirt_host, "QEMU_FIRMWARE_DESCRIPTOR_PATHS"):
        libvirt_host.QEMU_FIRMWARE_DESCRIPTOR_PATHS = [folder_of(question.get("descriptors") or {})]
    return host


def folder_of(files):
    folder = tempfile.mkdtemp()
    for name, text in files.items():
        with builtins.open(os.path.join(folder, name), "w") as file:
            file.write(text)
    return folder


def order(host, machines):
    """Machine types are a set in Nova, asked for in an order that changes with every run; here it is the question's."""
    asked = host._get_machine_types

    def in_order(arch, domain):
        known = list(machines or []) + list(domain.aliases)
        return sorted(asked(arch, domain), key=lambda name: (known.index(name) if name in known else len(known), name or ""))

    host._get_machine_types = in_order


def configure(options):
    defaults = {"virt_type": "kvm", "cpu_mode": None, "hw_machine_type": None, "num_memory_encrypted_guests": None,
                "num_intel_tdx_guests": None}
    for name, value in {**defaults, **options}.items():
        if name in CONF.libvirt:
            CONF.set_override(name, value, group="libvirt")


def show_files(module, files):
    """Gives a module an `os` and an `open` of its own that see these files below /sys."""
    module.os = ShownOs(files)
    module.open = lambda path, *rest, **words: opened(files, path, *rest, **words)


class ShownOs:
    def __init__(self, files, below=SIMULATED):
        self.path = ShownPath(files, below)

    def __getattr__(self, name):
        return getattr(os, name)


class ShownPath:
    def __init__(self, files, below):
        self.files, self.below = files, below

    def exists(self, path):
        return path in self.files if str(path).startswith(self.below) else os.path.exists(path)

    def __getattr__(self, name):
        return getattr(os.path, name)


def opened(files, path, *rest, **words):
    if not str(path).startswith(SIMULATED):
        return builtins.open(path, *rest, **words)
    content = files.get(path)
    if content is None:
        raise FileNotFoundError(2, "No such file or directory", path)
    if isinstance(content, dict):
        raise OSError(content["errno"], os.strerror(content["errno"]), path)
    return io.StringIO(content)
