"""Starts confidential guests until the host refuses one, ends one, starts one more; says in one line of JSON what happened.

Arguments: URI, kind (sev-es or sev-snp), how many to try at most.
"""

import json
import sys
import threading
import time

import libvirt

URI, KIND, LIMIT = sys.argv[1], sys.argv[2], int(sys.argv[3])

LAUNCH_SECURITY = {
    "sev": "<launchSecurity type='sev'><policy>0x0003</policy></launchSecurity>",
    "sev-es": "<launchSecurity type='sev'><policy>0x0007</policy></launchSecurity>",
    "sev-snp": "<launchSecurity type='sev-snp'><policy>0x00030000</policy></launchSecurity>",
}

DOMAIN = """
<domain type='kvm'>
  <name>{name}</name>
  <memory unit='MiB'>64</memory>
  <vcpu>1</vcpu>
  <os firmware='efi'><type arch='x86_64' machine='q35'>hvm</type></os>
  <features><acpi/></features>
  <devices><controller type='usb' model='none'/><memballoon model='none'/></devices>
  {launch_security}
</domain>
"""


def main():
    libvirt.registerErrorHandler(lambda _, error: None, None)
    libvirt.virEventRegisterDefaultImpl()
    threading.Thread(target=run_events, daemon=True).start()
    connection = libvirt.open(URI)
    events = []
    for event_id, note in ((0, lifecycle(events)), (7, control_error(events))):
        connection.domainEventRegisterAny(None, event_id, note, None)
    started, refusal = start_until_refused(connection)
    victim = started[0].name()
    started[0].destroy()
    again = outcome_of(lambda: connection.defineXML(document("again")).create())
    once_more = outcome_of(lambda: connection.lookupByName(refusal["name"]).create())
    state = connection.lookupByName(refusal["name"]).state()
    print(json.dumps({
        "started": len(started),
        "active": connection.numOfDomains(),
        "refusal": refusal,
        "refused_state": state,
        "again": again,
        "once_more": once_more,
        "events": {name: settled(events, name) for name in (victim, refusal["name"], "again")},
    }))


def start_until_refused(connection):
    started = []
    for number in range(LIMIT):
        name = "guest%d" % number
        domain = connection.defineXML(document(name))
        refusal = outcome_of(domain.create)
        if refusal is not None:
            return started, {"name": name, **refusal}
        started.append(domain)
    return started, None


def outcome_of(action):
    try:
        action()
    except libvirt.libvirtError as error:
        return {"code": error.get_error_code(), "domain": error.get_error_domain(), "message": error.get_error_message()}
    return None


def document(name):
    return DOMAIN.format(name=name, launch_security=LAUNCH_SECURITY[KIND])


def lifecycle(events):
    return lambda _, domain, event, detail, opaque: events.append((domain.name(), "lifecycle", event, detail))


def control_error(events):
    return lambda _, domain, opaque: events.append((domain.name(), "control-error"))


def settled(events, name):
    """Events arrive on their own time: as soon as there were no new ones for a while, all have."""
    for _ in range(100):
        seen = len(events)
        time.sleep(0.1)
        if len(events) == seen:
            break
    return [list(event[1:]) for event in events if event[0] == name]


def run_events():
    while True:
        libvirt.virEventRunDefaultImpl()


main()
