"""Benchmarks: speed, memory and how much of what a reader would note is found. Not part of the wheel.

`python -m bench TASK`; a task is a module with a `TASK`, registered in `bench.__main__`.
"""
