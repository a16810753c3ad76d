"""The domain document Nova writes for a guest on a simulated host.

A question: {"host", "flavor", "image", "kernel"?: id of a kernel to boot directly, "configDrive"?, "network"?, "old"?: name of the document
of the domain as libvirt had it before, "files"?: paths of firmware that exist, "rescueImage"?}.
"""

import os
import tempfile

import nova.conf
from nova import context as nova_context
from nova import objects
from nova.network import model as network_model
from nova.virt.libvirt import blockinfo
from nova.virt.libvirt import config as vconfig
from nova.virt.libvirt import driver as libvirt_driver
from os_vif import objects as os_vif_objects

import providers
import requested
import simulated
from outcome import outcome

CONTEXT = nova_context.RequestContext("user", "project")
PORT = "11111111-2222-4333-8444-555555555555"
IDENTITY = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"


def answer(question, documents):
    image = outcome(lambda: requested.image_of(question["image"]))
    if "error" in image:
        return {"image": image}
    nova.conf.CONF.set_override("instances_path", make_folder())
    driver = providers.make_driver(question["host"], documents)
    show_firmware(question["host"], question.get("files", []))
    driver._update_host_specific_capabilities()
    return outcome(lambda: written(driver, image["value"], question, documents))


def written(driver, image, question, documents):
    instance = instance_of(question, requested.flavor_of(question["flavor"]))
    rescue = {} if "rescueImage" not in question else {"rescue": True, "rescue_image_meta": image}
    disks = blockinfo.get_disk_info("kvm", instance, image, block_device_info=None, **rescue)
    words = {"context": CONTEXT, "block_device_info": None}
    old = question.get("old")
    if old is not None and "old_guest" in driver._get_guest_config.__code__.co_varnames:
        words["old_guest"] = vconfig.LibvirtConfigGuest()
        words["old_guest"].parse_str(documents[old])
    guest = driver._get_guest_config(instance, network(question), image, disks, **words)
    return guest.to_xml()


def instance_of(question, flavor):
    kernel = question.get("kernel", "")
    properties = question["image"].get("properties", {})
    return objects.Instance(
        CONTEXT, id=1, uuid=IDENTITY, display_name="guest", display_description="guest", hostname="guest", host="node", node="node", user_id="user", project_id="project",
        flavor=flavor, memory_mb=flavor.memory_mb, vcpus=flavor.vcpus, root_gb=flavor.root_gb, ephemeral_gb=0, instance_type_id=1,
        image_ref=question["image"].get("id", ""), kernel_id=kernel, ramdisk_id="", os_type="linux", vm_mode=None, architecture=None,
        metadata={}, system_metadata={"image_" + name: str(value) for name, value in properties.items()}, config_drive="True" if question.get("configDrive") else "",
        key_data=None, numa_topology=None, pci_devices=objects.PciDeviceList(objects=[]), vcpu_model=None, resources=None, ec2_ids=objects.EC2Ids(),
        pci_requests=objects.InstancePCIRequests(instance_uuid=IDENTITY, requests=[]), root_device_name=None, default_ephemeral_device=None, default_swap_device=None,
        info_cache=objects.InstanceInfoCache(network_info=network_model.NetworkInfo([])), trusted_certs=None, device_metadata=None, cleaned=False)


def make_folder():
    """Where disks would be; the driver writes down their formats there."""
    folder = tempfile.mkdtemp()
    os.mkdir(os.path.join(folder, IDENTITY))
    return folder


def network(question):
    if not question.get("network"):
        return network_model.NetworkInfo([])
    os_vif_objects.register_all()
    wire = network_model.Network(id="11111111-2222-4333-8444-000000000000", bridge="br-int", label="net", subnets=[])
    return network_model.NetworkInfo([network_model.VIF(
        id=PORT, address="52:54:00:00:00:01", network=wire, type=network_model.VIF_TYPE_OVS, devname="tap0", ovs_interfaceid=PORT,
        details={"port_filter": False, "bridge_name": "br-int"}, vnic_type=network_model.VNIC_TYPE_NORMAL)])


def show_firmware(host, paths):
    """Files of firmware that the driver looks for; of those below /usr/share it sees these and no others."""
    libvirt_driver.os = simulated.ShownOs({**host["files"], **dict.fromkeys(paths, "")}, simulated.SIMULATED + ("/usr/share/",))
