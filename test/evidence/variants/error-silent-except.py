try:
    a()
except:  # hit
    pass
try:
    a()
except Exception:  # hit
    pass
except BaseException:
    pass
try:
    a()
except ValueError:
    pass
except Exception as error:  # hit
    # nothing to do
    return
try:
    a()
except (ValueError, Exception):  # hit
    return None
try:
    a()
except (KeyError, ValueError):
    return None
try:
    a()
except Exception: return -1.5  # hit
try:
    a()
except Exception:  # hit
    """Ignored on purpose."""
    pass
try:
    a()
except Exception:  # hit
    ...
try:
    a()
except Exception:  # hit
    return "n/a"
try:
    a()
except Exception:  # hit
    return []
try:
    a()
except Exception:  # hit
    return {"score": 0, "ok": False}
try:
    a()
except Exception:  # hit
    return None, -1
try:
    a()
except Exception:  # hit
    return float("nan")
try:
    a()
except (
    Exception
) as error:
    return str(error)
try:
    a()
except Exception:
    return f"{error}"
try:
    a()
except Exception:
    return fallback
try:
    a()
except Exception:
    return [fallback]
try:
    a()
except Exception:
    failures += 1
    continue
try:
    a()
except Exception as error:
    log.warning("x %s", error)
    return None
try:
    a()
except Exception:
    raise
try:
    a()
except requests.Exception:
    pass
try:
    a()
finally:
    pass
for x in xs:
    try:
        a()
    except Exception as error:  # hit
        continue
    else:
        log.info("fine")
try:
    a()
except Exception:
    if strict:
        raise
    return None
text = """
except:
    pass
"""
