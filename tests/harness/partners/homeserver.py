"""Synapse, for as long as whoever started it lives.

    homeserver.py FOLDER

Their end of our stdin is closed when they end, however they end: then we do, and FOLDER is removed.
"""

import os
import shutil
import sys
import threading

FOLDER = sys.argv[1]


def go_with_them():
    while os.read(0, 4096):
        pass
    shutil.rmtree(FOLDER, ignore_errors=True)
    os._exit(0)


threading.Thread(target=go_with_them, daemon=True).start()

import synapse.app.homeserver  # noqa: E402

sys.argv = ["homeserver", "-c", os.path.join(FOLDER, "homeserver.yaml")]
synapse.app.homeserver.main()
