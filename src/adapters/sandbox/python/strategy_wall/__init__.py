"""
The programs behind the wall: they are told what to do on one stream and answer on another, and
write no file.
"""
