"""What Nova makes of a flavor and an image: the checks of the API, and what is asked of placement."""

from nova import exception as nova_exception
from nova import objects
from nova.api.openstack.compute import servers
from nova.compute import api as compute_api
from nova.scheduler import utils as scheduler_utils
from nova.virt import hardware

from outcome import error, outcome


def flavor_of(given):
    return objects.Flavor(id=1, flavorid="1", name=given.get("name", "f"), vcpus=given.get("vcpus", 2), memory_mb=given.get("memory", 2048),
                          root_gb=given.get("disk", 10), ephemeral_gb=0, swap=0, rxtx_factor=1.0, is_public=True, disabled=False,
                          extra_specs=given.get("extraSpecs", {}))


def image_of(given):
    """As the API makes it of what Glance says; properties Nova does not know are left out by Nova itself."""
    known = {name: given[name] for name in ("id", "name") if name in given}
    return objects.ImageMeta.from_dict({**known, "properties": given.get("properties", {})})


def checks(question):
    flavor, machine = flavor_of(question["flavor"]), question.get("machine")
    image = outcome(lambda: image_of(question["image"]))
    if "error" in image:
        return {"image": image, "api": of_api(flavor, question["image"])}
    meta = image["value"]
    return {
        "api": of_api(flavor, question["image"]),
        "encryption": encryption(flavor, meta, machine),
        "stateless": outcome(lambda: hardware.get_stateless_firmware_constraint(meta)),
        "locked": outcome(lambda: locked(flavor, meta, machine)),
        "secureBoot": outcome(lambda: hardware.get_secure_boot_constraint(flavor, meta)),
    }


def of_api(flavor, image):
    """What the API says when a server is to be created."""
    try:
        compute_api.API._validate_flavor_image_numa_pci({**image, "size": 0, "min_ram": 0, "min_disk": 0}, flavor)
        return {"value": None}
    except Exception as problem:
        return {**error(problem), "status": status_of(problem)}


def status_of(problem):
    """What the API makes of an exception nobody caught before."""
    if isinstance(problem, servers.INVALID_FLAVOR_IMAGE_EXCEPTIONS):
        return 400
    return 403 if isinstance(problem, nova_exception.Forbidden) else 500


def encryption(flavor, meta, machine):
    """With the status a request to create a server gets that is refused for it."""
    try:
        return {"value": model_of(hardware.get_mem_encryption_constraint(flavor, meta, machine))}
    except Exception as problem:
        return {**error(problem), "status": status_of(problem)}


def locked(flavor, meta, machine):
    """Nova asks with the machine type since it also asks for encryption there."""
    asked = hardware.get_locked_memory_constraint
    return asked(flavor, meta, machine) if asked.__code__.co_argcount == 3 else asked(flavor, meta)


def model_of(constraint):
    """A model; true and false of a Nova that has none; nothing where encryption is not requested."""
    return getattr(constraint, "model", constraint)


def spec_of(question):
    image = image_of(question["image"]) if question.get("image") is not None else None
    return objects.RequestSpec(flavor=flavor_of(question["flavor"]), image=image, is_bfv=question.get("fromVolume", False),
                               requested_resources=[], request_level_params=objects.RequestLevelParams(), pci_requests=None)


def translation(question):
    return outcome(lambda: translated(scheduler_utils.ResourceRequest.from_request_spec(spec_of(question))))


def translated(request):
    return {"groups": {name or "": group_of(group) for name, group in request._rg_by_id.items()},
            "query": request.to_querystring(), "pinned": request.cpu_pinning_requested}


def group_of(group):
    return {"resources": dict(group.resources), "required": sorted(group.required_traits), "forbidden": sorted(group.forbidden_traits)}
