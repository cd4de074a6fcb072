"""What runs beside the window: tasks, decoding, detection and teaching. Qt without widgets.

Every service lives on the thread of the window. Work happens on its own threads (or in a child process), and
what they have to say comes back through a `Relay`, which delivers on the window's thread, in order.
"""
