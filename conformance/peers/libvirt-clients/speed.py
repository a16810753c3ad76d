"""How fast a libvirtd answers one client: calls in a second, as one line of JSON. Arguments: URI, seconds for each kind of call."""

import json
import sys
import time

import libvirt

URI, SECONDS = sys.argv[1], float(sys.argv[2])

# Not counted: a daemon, whatever it is made of, may have to see a call before it is quick at it.
WARM = 300


def main():
    libvirt.registerErrorHandler(lambda _, error: None, None)
    connection = libvirt.open(URI)
    print(json.dumps({
        "getInfo": rate(connection.getInfo),
        "getHostname": rate(connection.getHostname),
        "listAllDomains": rate(connection.listAllDomains),
        "getDomainCapabilities": rate(connection.getDomainCapabilities),
        "getCapabilities": rate(connection.getCapabilities),
    }))


def rate(call):
    """Calls in a second; None where the daemon does not know the call."""
    try:
        for _ in range(WARM):
            call()
    except libvirt.libvirtError:
        return None
    began = time.perf_counter()
    calls = 0
    while time.perf_counter() - began < SECONDS:
        call()
        calls += 1
    return calls / (time.perf_counter() - began)


main()
