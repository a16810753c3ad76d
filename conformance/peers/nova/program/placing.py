"""OpenStack's own placement service in this process, on a database in memory: who may take what, and what is left.

A question: {"providers": [{"name", "parent"?, "inventory"?, "traits"?}…], "steps": [{"do": …}…]}; every step gets one answer. Providers
and consumers have names in questions and answers.
"""

import json
import uuid

import webob
from oslo_config import cfg
from placement import conf as placement_conf
from placement import deploy

import requested
from outcome import outcome

# The newest that both placement 13 (2025.1) and 16 (2026.2) know.
VERSION = "placement 1.39"
SPACE = uuid.UUID("00000000-0000-4000-8000-000000000000")


class Service:
    """One placement, empty again whenever a question has been answered."""

    def __init__(self):
        config = cfg.ConfigOpts()
        placement_conf.register_opts(config)
        config.set_override("connection", "sqlite://", group="placement_database")
        config.set_override("sync_on_startup", True, group="placement_database")
        config.set_override("auth_strategy", "noauth2", group="api")
        config([], default_config_files=[])
        self.app = deploy.loadapp(config)
        self.names = {}

    def call(self, method, path, body=None):
        request = webob.Request.blank(path, method=method, headers={"x-auth-token": "admin", "OpenStack-API-Version": VERSION})
        if body is not None:
            request.body, request.content_type = json.dumps(body).encode(), "application/json"
        response = request.get_response(self.app)
        return response.status_int, (json.loads(response.body) if response.body else None)

    def id_of(self, name):
        identity = str(uuid.uuid5(SPACE, name))
        self.names[identity] = name
        return identity

    def generation_of(self, provider):
        return self.call("GET", "/resource_providers/%s" % self.id_of(provider))[1]["generation"]


SERVICE = []


def answer(question):
    if not SERVICE:
        SERVICE.append(Service())
    service = SERVICE[0]
    try:
        made = [provide(service, given) for given in question["providers"]]
        steps = [taken(service, step) for step in question["steps"]]
        return {"providers": [told for told in made if told["status"] >= 300], "steps": steps}
    finally:
        empty(service)


def empty(service):
    _, found = service.call("GET", "/resource_providers")
    for provider in found["resource_providers"]:
        for consumer in service.call("GET", "/resource_providers/%s/allocations" % provider["uuid"])[1]["allocations"]:
            service.call("DELETE", "/allocations/%s" % consumer)
    waiting = [provider["uuid"] for provider in found["resource_providers"]]
    while waiting:
        waiting = [identity for identity in waiting if service.call("DELETE", "/resource_providers/%s" % identity)[0] != 204]
    service.names.clear()


def provide(service, given):
    name, parent = given["name"], given.get("parent")
    body = {"name": name, "uuid": service.id_of(name)}
    if parent:
        body["parent_provider_uuid"] = service.id_of(parent)
    status, told = service.call("POST", "/resource_providers", body)
    if status < 300 and given.get("inventory"):
        status, told = stock(service, name, given["inventory"])
    if status < 300 and given.get("traits"):
        status, told = trait(service, name, given["traits"])
    return result(service, status, told)


def stock(service, name, inventory, generation=None):
    body = {"resource_provider_generation": service.generation_of(name) if generation is None else generation, "inventories": inventory}
    return service.call("PUT", "/resource_providers/%s/inventories" % service.id_of(name), body)


def trait(service, name, traits):
    body = {"resource_provider_generation": service.generation_of(name), "traits": traits}
    return service.call("PUT", "/resource_providers/%s/traits" % service.id_of(name), body)


def taken(service, step):
    kind = step["do"]
    if kind == "candidates":
        return candidates(service, step)
    if kind == "provide":
        return provide(service, step)
    if kind == "claim":
        return claim(service, step)
    if kind == "release":
        return result(service, *service.call("DELETE", "/allocations/%s" % service.id_of(step["consumer"])))
    if kind == "stock":
        return result(service, *stock(service, step["provider"], step["inventory"], step.get("generation")))
    if kind == "trait":
        return result(service, *trait(service, step["provider"], step["traits"]))
    if kind == "remove":
        return result(service, *service.call("DELETE", "/resource_providers/%s" % service.id_of(step["provider"])))
    if kind == "usages":
        _, told = service.call("GET", "/resource_providers/%s/usages" % service.id_of(step["provider"]))
        return {"status": 200, "usages": told["usages"]}
    raise ValueError(kind)


def candidates(service, step):
    if "query" in step:
        query = step["query"]
    else:
        asked = outcome(lambda: requested.translated(requested.scheduler_utils.ResourceRequest.from_request_spec(
            requested.spec_of(step)))["query"])
        if "error" in asked:
            return asked
        query = asked["value"]
    status, told = service.call("GET", "/allocation_candidates?%s" % query)
    if status != 200:
        return result(service, status, told)
    found = [{service.names[identity]: taken["resources"] for identity, taken in request["allocations"].items()}
             for request in told["allocation_requests"]]
    return {"status": 200, "candidates": sorted(found, key=lambda each: json.dumps(each, sort_keys=True))}


def claim(service, step):
    body = {
        "allocations": {service.id_of(name): {"resources": held} for name, held in step["allocations"].items()},
        "consumer_generation": step.get("generation"), "consumer_type": "INSTANCE",
        "project_id": "p", "user_id": "u",
    }
    return result(service, *service.call("PUT", "/allocations/%s" % service.id_of(step["consumer"]), body))


def result(service, status, told):
    """Status; the words and the code of a refusal."""
    if status < 300 or not told:
        return {"status": status}
    problem = told["errors"][0]
    words = problem["detail"]
    for identity, name in service.names.items():
        words = words.replace(identity, name)
    return {"status": status, "code": problem.get("code"), "message": words.strip()}
