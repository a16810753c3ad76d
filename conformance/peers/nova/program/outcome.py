"""Values and exceptions as JSON."""

import os
import traceback


def outcome(call):
    """{"value": …}, or {"error": class, "message": words} of whatever was raised."""
    try:
        return {"value": call()}
    except Exception as problem:
        return error(problem)


def error(problem):
    if os.environ.get("PEER_TRACE"):
        traceback.print_exc()
    words = problem.format_message() if hasattr(problem, "format_message") else str(problem)
    return {"error": type(problem).__name__, "message": words}
