"""`counterfoil warm-up`: the matching kernels compiled beforehand."""

from __future__ import annotations

from counterfoil.cli.options import Json
from counterfoil.cli.output import print_json, say


def warm_up(json: Json = False) -> None:
    """Compile the matching kernels now, so that the first command that matches need not."""
    from counterfoil.bootstrap.warm_up import warm_up as run

    done = run()
    if json:
        print_json(
            {
                "folder": str(done.folder),
                "seconds": round(done.seconds, 1),
                "compiled": done.compiled,
            }
        )
        return
    what = "compiled" if done.compiled else "there already"
    say(f"The kernels are {what} ({done.seconds:.1f} s), kept in {done.folder}")
