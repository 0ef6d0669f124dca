"""The proof's long jobs, done in the background while other tests run."""

import os
import threading
from concurrent.futures import ThreadPoolExecutor

from tests.clone import Clone, Zygote


class Farm:
    """Does jobs ahead of the tests that ask for them, each worker in a clone of its own."""

    def __init__(self, folders):
        self.folders, self.local, self.zygotes = folders, threading.local(), []
        folders.getbasetemp()  # made here, before threads could make two
        self.pool = ThreadPoolExecutor(os.cpu_count() or 1)
        self.jobs = {}

    def __call__(self, job, *args):
        if (job, args) not in self.jobs:
            self.jobs[job, args] = self.pool.submit(self.work, job, args)
        return self.jobs[job, args]

    def work(self, job, args):
        if not hasattr(self.local, "clone"):
            zygote = Zygote()
            self.zygotes.append(zygote)
            self.local.clone = Clone(self.folders.mktemp("clone"), zygote)
        return job(self.local.clone, *args)

    def close(self):
        self.pool.shutdown(cancel_futures=True)
        for zygote in self.zygotes:
            zygote.close()
