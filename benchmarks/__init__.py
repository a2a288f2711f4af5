"""
Benchmarks of campuslex: `python -m benchmarks` from a checkout with the extra `bench`.
"""
