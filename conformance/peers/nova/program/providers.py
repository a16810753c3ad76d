"""What Nova reports to placement about a simulated host, on its own ProviderTree, refresh after refresh.

A question: {"node": name, "tree": [{"name", "parent", "inventory", "traits"}…], "refreshes": [{"host", "allocations"?, "atOnce"?}…]}.
A refresh without a host is the next periodic report of the same process. One with allocations is a start of the service, which hands them over when Nova asks to move them, on the tree it has begun to
change; "atOnce": before it asks. One without them is not a start. Providers have names in questions and answers; their UUIDs are
made up here.
"""

import copy
import threading

from nova import exception
from nova.compute import provider_tree
from nova.virt.libvirt import driver as libvirt_driver

import simulated
from outcome import error, outcome

CONTEXT = "MEM_ENCRYPTION_CONTEXT"
UUID = "00000000-0000-4000-8000-%012d"

# A tree has a lock, which Nova copies along: eventlet's can be copied, Python's own cannot.
copy._deepcopy_dispatch[type(threading.Lock())] = lambda lock, memo: threading.Lock()


def answer(question, documents):
    tree = provider_tree.ProviderTree()
    names = {}
    for index, given in enumerate(question["tree"]):
        uuid = UUID % index
        names[uuid] = given["name"]
        if given.get("parent"):
            tree.new_child(given["name"], given["parent"], uuid=uuid, generation=1)
        else:
            tree.new_root(given["name"], uuid, generation=1)
        tree.update_inventory(given["name"], given.get("inventory", {}))
        tree.update_traits(given["name"], given.get("traits", []))
    steps, driver = [], None
    for step in question["refreshes"]:
        driver = make_driver(step["host"], documents) if "host" in step else driver
        tree, told = refreshed(driver, tree, question["node"], step, names)
        steps.append(told)
    return {"steps": steps}


def refreshed(driver, tree, node, step, names):
    """One start of the service or one periodic report: the tree from then on, and what there is to say about it. What failed leaves
    the tree as it was, as in Nova, which works on a copy."""
    uuids = {name: uuid for uuid, name in names.items()}
    allocations = None
    if step.get("allocations") is not None:
        allocations = {consumer: {"allocations": {uuids[name]: {"resources": dict(held)} for name, held in given.items()}}
                       for consumer, given in step["allocations"].items()}
    trial, moved = copy.deepcopy(tree), bool(step.get("atOnce"))
    try:
        try:
            driver.update_provider_tree(trial, node, allocations=allocations if moved else None)
        except exception.ReshapeNeeded:
            if allocations is None:
                raise
            moved = True
            driver.update_provider_tree(trial, node, allocations=allocations)
    except Exception as problem:
        return tree, {**without_uuids(error(problem), names), "traits": outcome(lambda: capability_traits(driver))}
    for uuid in trial.get_provider_uuids():
        names[uuid] = trial.data(uuid).name
    held = {} if allocations is None else {
        consumer: {names[uuid]: given["resources"] for uuid, given in entry["allocations"].items()}
        for consumer, entry in allocations.items()}
    return trial, {"tree": [shown(trial.data(uuid), names) for uuid in trial.get_provider_uuids()], "allocations": held, "moved": moved,
                   "traits": outcome(lambda: capability_traits(driver))}


def shown(data, names):
    return {"name": data.name, "parent": names.get(data.parent_uuid),
            "inventory": {kind: record for kind, record in data.inventory.items() if kind == CONTEXT}, "traits": sorted(data.traits)}


def without_uuids(found, names):
    words = found["message"]
    for uuid, name in names.items():
        words = words.replace(uuid, name)
    return {**found, "message": words}


class VirtApi:
    pass


def make_driver(host, documents):
    driver = libvirt_driver.LibvirtDriver(VirtApi(), read_only=True)
    driver._host = simulated.make_host(host, documents)
    leave_out_the_rest(driver)
    return driver


def leave_out_the_rest(driver):
    """What is not about confidential computing: disks, memory, CPUs and their traits."""
    driver._get_local_gb_info = lambda: {"total": 100, "used": 0, "free": 100}
    driver._host.get_memory_mb_total = lambda: 65536
    driver._get_vcpu_available = lambda: set(range(32))
    driver._get_pcpu_available = lambda: set()
    driver._get_allocation_ratios = lambda inventory: {"VCPU": 4.0, "MEMORY_MB": 1.0, "DISK_GB": 1.0}
    driver._get_disk_size_reserved_for_image_cache = lambda: 0
    for name in ("_update_provider_tree_for_vgpu", "_update_provider_tree_for_pcpu", "_update_provider_tree_for_vpmems"):
        setattr(driver, name, lambda *_, **__: None)
    # The CPU's own traits need a model to compare with; the one of SEV stands among them until 2025.1.
    driver._get_cpu_feature_traits = dict
    for name in ("_get_cpu_arch_traits", "_get_cpu_emulation_arch_traits", "_get_packed_virtqueue_traits", "_get_storage_bus_traits",
                 "_get_video_model_traits", "_get_vif_model_traits", "_get_iommu_model_traits", "_get_tpm_traits", "_get_sound_model_traits"):
        setattr(driver, name, dict)
    type(driver._host).has_hyperthreading = False


def capability_traits(driver):
    driver._update_host_specific_capabilities()
    return sorted(name for name, is_set in driver.capabilities_as_traits().items() if is_set and "SECURITY" in name)
