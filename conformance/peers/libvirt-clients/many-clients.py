"""Behaves badly towards a libvirtd, and looks whether others notice: one line of JSON. Arguments: URI, path of its socket, how many."""

import json
import os
import resource
import signal
import socket
import struct
import subprocess
import sys
import time

import libvirt

URI, PATH, MANY = sys.argv[1], sys.argv[2], int(sys.argv[3])

PROGRAM, VERSION = 0x20008086, 1
OPEN, CAPABILITIES = 1, 7

VICTIM = """
import libvirt, sys
libvirt.virEventRegisterDefaultImpl()
connection = libvirt.open(sys.argv[1])
for event in (0, 1, 7):
    connection.domainEventRegisterAny(None, event, lambda *_: None, None)
print("ready", flush=True)
while True:
    connection.getCapabilities()
"""


def main():
    libvirt.registerErrorHandler(lambda _, error: None, None)
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    print(json.dumps({"open": open_at_once(), "stalled": beside_clients_that_do_not_read(), "killed": after_clients_were_killed()}))


def open_at_once():
    """Every connection stays open until all have been, and each still answers."""
    connections = [libvirt.open(URI) for _ in range(MANY)]
    answers = {connection.getHostname() for connection in connections}
    for connection in connections:
        connection.close()
    return {"connections": len(connections), "answers": len(answers)}


def beside_clients_that_do_not_read():
    """Clients ask for far more than a socket holds, and read none of it; the slowest answer another client gets meanwhile."""
    stalled = [stalled_client() for _ in range(5)]
    connection = libvirt.open(URI)
    slowest = max(timed(connection.getInfo) for _ in range(200))
    for client in stalled:
        client.close()
    connection.close()
    return {"slowest_seconds": slowest}


def stalled_client():
    client = socket.socket(socket.AF_UNIX)
    client.connect(PATH)
    name = b"qemu:///system\0\0"
    client.sendall(frame(OPEN, 0, struct.pack(">II", 1, 14) + name + struct.pack(">I", 0)))
    client.setblocking(False)
    for serial in range(1, 2000):
        try:
            client.sendall(frame(CAPABILITIES, serial, b""))
        except BlockingIOError:
            break
    return client


def frame(procedure, serial, payload):
    header = struct.pack(">IIiIII", PROGRAM, VERSION, procedure, 0, serial, 0)
    return struct.pack(">I", 4 + len(header) + len(payload)) + header + payload


def after_clients_were_killed():
    """Clients are killed in the middle of calls, with callbacks registered; events still come to the one that lives."""
    victims = [subprocess.Popen([sys.executable, "-c", VICTIM, URI], stdout=subprocess.PIPE) for _ in range(5)]
    for victim in victims:
        victim.stdout.readline()
    for victim in victims:
        os.kill(victim.pid, signal.SIGKILL)
        victim.wait()
    connection = libvirt.open(URI)
    began = time.perf_counter()
    domains = connection.listAllDomains()
    return {"domains": len(domains), "seconds": time.perf_counter() - began}


def timed(call):
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


main()
