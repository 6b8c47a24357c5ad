"""What costs much: made by a desk with bounds, once for many askers, kept within a number of bytes, in a process of its own.

Every door to a costly answer leads here: those of the API and the page's own buttons.
"""

from work.desk import Busy, Desk, desk
from work.process import use_processes
from work.tasks import Job, add_task, job_of_file, job_of_picture

__all__ = ["Busy", "Desk", "Job", "add_task", "desk", "job_of_file", "job_of_picture", "use_processes"]
